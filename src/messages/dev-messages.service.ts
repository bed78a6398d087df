import { Injectable } from '@nestjs/common';
import { Log } from '../config/index.js';
import { UnitOfWork } from '../database/index.js';
import type { SchemeId } from '../shared/ids.js';
import { type Channel, type Message, Messenger } from './message.js';

export interface DevMessage {
  readonly channel: Channel;
  readonly address: string;
  readonly body: string;
}

const MOST_SHOWN = 50;

/** In development nothing leaves the machine: a message waits on the page /dev/messages, and the log says only that. */
@Injectable()
export class DevMessages extends Messenger {
  constructor(
    private readonly work: UnitOfWork,
    private readonly log: Log,
  ) {
    super();
  }

  async send({ schemeId, channel, address, body }: Message): Promise<void> {
    await this.work.write(schemeId, (tx) =>
      tx.query('INSERT INTO dev_message (scheme_id, channel, address, body) VALUES ($1, $2, $3, $4)', [
        schemeId,
        channel,
        address,
        body,
      ]),
    );
    this.log.info({ channel }, 'A message waits on /dev/messages.');
  }

  /** The latest, the newest first. */
  async latest(scheme: SchemeId): Promise<readonly DevMessage[]> {
    return this.work.read(scheme, async (view) => {
      const rows: DevMessage[] = await view.query(
        'SELECT channel, address, body FROM dev_message WHERE scheme_id = $1 ORDER BY id DESC LIMIT $2',
        [scheme, MOST_SHOWN],
      );
      return rows;
    });
  }
}
