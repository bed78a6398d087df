import { Client } from 'pg';
import { SERVICE_ROLE } from '../database/index.js';

const CHANNEL = 'galaxies_outbox';
const RETRY_MS = 1_000;

/**
 * Rings whenever a transaction that promised a job commits. It holds one connection and makes a new one when that is
 * lost; bells that were missed meanwhile cost only the wait for the relay's next poll.
 */
export class OutboxBell {
  private client: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private silenced = false;

  constructor(
    private readonly url: string,
    private readonly ring: () => void,
  ) {}

  async listen(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      options: `-c role=${SERVICE_ROLE}`,
      connectionTimeoutMillis: 2_000,
      keepAlive: true,
      application_name: 'galaxies outbox bell',
    });
    this.client = client;
    client.on('notification', this.ring);
    client.on('error', () => {
      this.lost(client);
    });
    client.on('end', () => {
      this.lost(client);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.ring();
    } catch {
      this.lost(client);
    }
  }

  async silence(): Promise<void> {
    this.silenced = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private lost(client: Client): void {
    if (this.silenced || this.client !== client) return;
    this.client = undefined;
    client.end().catch(() => undefined);
    this.retry = setTimeout(() => void this.listen(), RETRY_MS);
  }
}
