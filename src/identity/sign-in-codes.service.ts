import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/index.js';
import { OutboxService } from '../outbox/index.js';
import { newId, type PersonId, type SchemeId, type SignInCodeId } from '../shared/ids.js';
import { type Guesses, secondsToWait } from './guessing.js';
import { hashOf, newSecret, same } from './secret.js';
import * as SQL from './sign-in-codes.sql.js';
import { type Arrival, SignIns, type Started } from './sign-ins.service.js';

/** Which browser asks, and from where. */
export interface Visit {
  readonly scheme: SchemeId;
  readonly cookie: string;
  /** What the browser's device cookie holds; anything. */
  readonly device: string;
  readonly network: string;
}

/** What became of a code that was typed: `old` is one that ran out, was used, or never was; `wait` was not looked at. */
export type Checked =
  | { readonly outcome: 'in'; readonly started: Started }
  | { readonly outcome: 'wrong'; readonly triesLeft: number }
  | { readonly outcome: 'wait'; readonly seconds: number }
  | { readonly outcome: 'old' };

/** What one network may ask for in a quarter of an hour: many people share one. */
const MOST_ASKED = 60;
/** Wrong codes for one person in five minutes; from their devices, their usual networks and all others counted apart. */
const MOST_WRONG = 10;
/** What no code has. It is compared while none is made, so that it takes as long. */
const OF_NO_CODE = hashOf(newSecret());

type LinkRow = Pick<CodeRow, 'id' | 'person_id' | 'channel'>;

interface CodeRow {
  readonly id: SignInCodeId;
  readonly person_id: PersonId | null;
  /** The person, or what stands for an address that nobody has. */
  readonly counted_for: string;
  readonly channel: Arrival['channel'];
  readonly network: string;
  readonly code_hash: Buffer | null;
  readonly tries_left: number;
  readonly counted_with: string | null;
  readonly live: boolean;
  readonly just_used: boolean;
}

/**
 * Asking to sign in, and coming in by what was sent. Nobody learns here whether an address is known, from no answer and not
 * from how long it takes: what is asked and written is the same for an address that nobody has. Strangers who
 * guess take nothing from the person whose address it is: the link, and codes asked for on a device where they came in
 * before, go on working.
 */
@Injectable()
export class SignInCodes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly outbox: OutboxService,
    private readonly signIns: SignIns,
  ) {}

  /** Promises a message to that address, if somebody has it. `too-many` when the whole network asked too often. */
  async ask(visit: Visit, channel: 'text' | 'email', address: string): Promise<'asked' | 'too-many'> {
    const { scheme, cookie, network, device } = visit;
    return this.work.write(scheme, async (tx) => {
      if (await this.asksTooOften(tx, visit)) return 'too-many';
      const codeId = newId<SignInCodeId>();
      await tx.query(SQL.ASK, [scheme, codeId, channel, hashOf(cookie), network, address, device]);
      await this.outbox.add(tx, 'send-sign-in-code', { codeId });
      return 'asked';
    });
  }

  /**
   * Checks a code against the latest request of this browser, unless so many were wrong that there is a wait first. Sent
   * again within moments, as by a second tap, it comes in again, and the first sign-in ends.
   */
  async check(visit: Visit, code: string): Promise<Checked> {
    const { scheme, cookie } = visit;
    return this.work.write(scheme, async (tx) => {
      const [row]: CodeRow[] = await tx.query(SQL.LATEST, [scheme, hashOf(cookie)]);
      if (row?.just_used === true) return this.comeInAgain(tx, visit, row, code);
      if (row?.live !== true) return { outcome: 'old' };
      await tx.query(SQL.ONE_AT_A_TIME, [`${scheme}/${String(row.counted_with)}`]);
      await tx.query(SQL.ONE_AT_A_TIME, [row.counted_for]);
      const seconds = await this.secondsToWait(tx, scheme, row.id);
      return seconds > 0 ? { outcome: 'wait', seconds } : this.lookAt(tx, visit, row, code);
    });
  }

  /**
   * Comes in by the link of a message, in whichever browser it is opened; `old` when it was used or has run out. A second
   * tap within moments in that browser comes in again, and the first sign-in ends.
   */
  async follow({ scheme, cookie, network, device }: Visit, token: string): Promise<Checked> {
    return this.work.write(scheme, async (tx) => {
      const values = [scheme, hashOf(token), hashOf(cookie)] as const;
      const [[used]]: [LinkRow[]] = await tx.query(SQL.USE_LINK, [...values]);
      const row = used ?? (await this.linkJustUsed(tx, values, network));
      if (row?.person_id === undefined || row.person_id === null) return { outcome: 'old' };
      const arrival = { channel: row.channel, network, device };
      return { outcome: 'in', started: await this.signIns.start(tx, scheme, row.person_id, arrival) };
    });
  }

  /** Comes in by a card. Every card that is typed is counted for its network. */
  async show(visit: Visit, card: string): Promise<Checked | 'too-many'> {
    const { scheme, cookie, device, network } = visit;
    return this.work.write(scheme, async (tx) => {
      if (await this.asksTooOften(tx, visit)) return 'too-many';
      const values = [scheme, hashOf(cookie), network, hashOf(card)];
      const [row]: { person_id: PersonId | null }[] = await tx.query(SQL.USE_CARD, values);
      if (row?.person_id === undefined || row.person_id === null) return { outcome: 'old' };
      const arrival = { channel: 'card', network, device } as const;
      return { outcome: 'in', started: await this.signIns.start(tx, scheme, row.person_id, arrival) };
    });
  }

  private async lookAt(tx: Tx, { scheme, device }: Visit, row: CodeRow, code: string): Promise<Checked> {
    const guessedOut = await this.isGuessedOut(tx, scheme, row.id);
    const right = same(row.code_hash ?? OF_NO_CODE, hashOf(row.id + code));
    if (!right || guessedOut || row.person_id === null) {
      await tx.query(SQL.COUNT_TRY, [scheme, row.id]);
      return { outcome: 'wrong', triesLeft: row.tries_left - 1 };
    }
    await tx.query(SQL.USE, [scheme, row.id]);
    const started = await this.signIns.start(tx, scheme, row.person_id, { ...row, device });
    return { outcome: 'in', started };
  }

  private async comeInAgain(tx: Tx, { scheme, device }: Visit, row: CodeRow, code: string): Promise<Checked> {
    const right = same(row.code_hash ?? OF_NO_CODE, hashOf(row.id + code));
    if (!right) await tx.query(SQL.COUNT_TRY, [scheme, row.id]);
    if (!right || row.person_id === null || !(await this.endTheFirst(tx, scheme, row)))
      return { outcome: 'old' };
    const started = await this.signIns.start(tx, scheme, row.person_id, { ...row, device });
    return { outcome: 'in', started };
  }

  private async linkJustUsed(
    tx: Tx,
    values: readonly [SchemeId, Buffer, Buffer],
    network: string,
  ): Promise<LinkRow | undefined> {
    const [row]: LinkRow[] = await tx.query(SQL.LINK_JUST_USED, [...values]);
    const [scheme] = values;
    return row !== undefined && (await this.endTheFirst(tx, scheme, { ...row, network })) ? row : undefined;
  }

  private async endTheFirst(
    tx: Tx,
    scheme: SchemeId,
    { id, network }: Pick<CodeRow, 'id' | 'network'>,
  ): Promise<boolean> {
    const [ended]: [unknown[]] = await tx.query(SQL.END_THE_FIRST, [scheme, id, network]);
    return ended.length > 0;
  }

  private async secondsToWait(tx: Tx, scheme: SchemeId, code: SignInCodeId): Promise<number> {
    const [guesses]: Guesses[] = await tx.query(SQL.GUESSES, [scheme, code]);
    return guesses === undefined ? 0 : secondsToWait(guesses);
  }

  private async asksTooOften(tx: Tx, { scheme, network }: Visit): Promise<boolean> {
    await tx.query(SQL.ONE_AT_A_TIME, [network]);
    const [row]: { asked: number }[] = await tx.query(SQL.ASKED_FROM_NETWORK, [scheme, network]);
    return (row?.asked ?? 0) >= MOST_ASKED;
  }

  private async isGuessedOut(tx: Tx, scheme: SchemeId, code: SignInCodeId): Promise<boolean> {
    const [row]: { wrong: number }[] = await tx.query(SQL.WRONG_LATELY, [scheme, code]);
    return (row?.wrong ?? 0) >= MOST_WRONG;
  }
}
