import { readFileSync, statSync } from 'node:fs';
import { serverLogFile } from './test-database.js';

/** What the PostgreSQL of this worker has written into its own log since this was made. */
export class ServerLog {
  private readonly from = statSync(serverLogFile()).size;

  since(): string {
    return readFileSync(serverLogFile()).subarray(this.from).toString();
  }
}
