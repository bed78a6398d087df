import fs from 'node:fs';

/** Stops the run's servers and throws their data away. */
export default async function tearDown() {
  for (const { stop, dataDir } of globalThis.galaxiesTestServers) {
    await stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}
