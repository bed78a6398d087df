import fs from 'node:fs';

/** Stops the run's server and throws its data away. */
export default async function tearDown() {
  const { stop, dataDir } = globalThis.galaxiesTestServer;
  await stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
}
