import { generateSync } from 'otplib';
import type { DataSource } from 'typeorm';

const STEP_SECONDS = 30;

/** The secret on the page where an app is set up. */
export function secretIn(body: string): string {
  const shown = /otpauth:\/\/totp\/[^"]*?secret=([A-Z2-7]+)/.exec(body)?.[1];
  if (shown === undefined) throw new Error(`No secret is on the page: ${body}`);
  return shown;
}

/** An app on a phone whose clock is that of the database. */
export class App {
  constructor(
    private readonly secret: string,
    private readonly source: DataSource,
  ) {}

  /** What the app shows now, or showed or will show so many steps of thirty seconds away. */
  async code(steps = 0): Promise<string> {
    return generateSync({ secret: this.secret, epoch: Math.floor(await this.now()) + STEP_SECONDS * steps });
  }

  /** Which step of thirty seconds it is now. */
  async step(): Promise<number> {
    return Math.floor((await this.now()) / STEP_SECONDS);
  }

  private async now(): Promise<number> {
    const [row]: { now: number }[] = await this.source.query(
      'SELECT extract(epoch FROM clock_timestamp())::double precision AS now',
    );
    return row?.now ?? 0;
  }
}
