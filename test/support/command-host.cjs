require('../../dist/src/cli.js');
const { runCommandLine } = require('../../dist/src/cli/program.js');

/*
 * Runs one command after another, as they come over the channel to whoever started this process, and sends back how each
 * ended and what it printed: see commands-in-one.ts.
 */
process.on('message', async ({ settings, args }) => {
  Object.assign(process.env, settings);
  const [stdout, stderr] = [process.stdout, process.stderr].map(overhear);
  await runCommandLine([process.execPath, 'galaxies', ...args]);
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  process.stdout.removeAllListeners('error');
  process.send({ code, stdout: stdout(), stderr: stderr() });
});

/** Keeps what is written to the stream, until somebody asks for it. */
function overhear(stream) {
  const { write } = stream;
  const said = [];
  stream.write = (piece, ...rest) => {
    said.push(Buffer.from(piece));
    rest.find((each) => typeof each === 'function')?.();
    return true;
  };
  return () => {
    stream.write = write;
    return Buffer.concat(said).toString();
  };
}
