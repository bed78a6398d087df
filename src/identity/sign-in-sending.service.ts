import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { SchemeId } from '../shared/ids.js';
import { hashOf, newCode, newSecret } from './secret.js';
import * as SQL from './sign-in-codes.sql.js';

/** What is to be sent, and where. It is known while the job runs, and kept nowhere. */
export interface ArmedCode {
  readonly channel: 'text' | 'email';
  readonly address: string;
  readonly code: string;
  readonly token: string;
}

/** How many messages in a quarter of an hour one person is sent, for their usual networks and for all others. */
const MOST_SENT = 5;

interface AddressRow {
  readonly channel: 'text' | 'email';
  readonly address: string | null;
  readonly sent: number;
}

/** Makes the code and the link of a request, just before they are sent. A job that runs again makes new ones. */
@Injectable()
export class SignInSending {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Nothing to send when nobody has the address, when it was used or ran out meanwhile, or when enough was sent. What nobody
   * is sent is made nevertheless, so that a wrong code finds the same row whether or not somebody has the address.
   */
  async arm(scheme: SchemeId, codeId: string): Promise<ArmedCode | undefined> {
    return this.work.write(scheme, async (tx) => {
      const [row]: AddressRow[] = await tx.query(SQL.ADDRESS, [scheme, codeId]);
      if (row === undefined || row.sent >= MOST_SENT) return undefined;
      const [code, token] = [newCode(), newSecret()];
      await tx.query(SQL.ARM, [scheme, codeId, hashOf(codeId + code), hashOf(token)]);
      const { channel, address } = row;
      return address === null ? undefined : { channel, address, code, token };
    });
  }
}
