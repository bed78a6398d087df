import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { ActorId, SchemeId, SessionId } from '../shared/ids.js';
import { keyUsed, stillRunning } from './edge-refusal.js';
import type { SentOnce } from './sent-once.js';

/** Whose key it is; an `Actor` is one. */
export interface Caller {
  readonly schemeId: SchemeId;
  readonly actorId: ActorId;
}

/** What a change is answered with. */
export interface Answer<Body> {
  readonly status: 200 | 201 | 202 | 204;
  readonly body: Body;
  /** Such as `etag` and `location`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The session whose answers it tells of: it is forgotten with them. */
  readonly about?: SessionId;
}

interface BegunRow<Body> {
  readonly running: boolean;
  readonly body_hash: Buffer;
  readonly status: Answer<Body>['status'];
  readonly answer: Pick<Answer<Body>, 'body' | 'headers'>;
}

/** Sees that a request counts once, however often it is sent. */
@Injectable()
export class Once {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Does the work in one transaction with the answer, sets the status and the headers, and returns the body. Sent again,
   * the same request gets the same answer and nothing is done. Refuses with `idempotency-key-used` when the key came
   * with another request, and with `still-running` while another transaction is at it. What the work refuses is not
   * kept: it changed nothing, so sending it again asks again.
   */
  async answer<Body>(
    { schemeId, actorId }: Caller,
    sent: SentOnce,
    work: (tx: Tx) => Promise<Answer<Body>>,
  ): Promise<Body> {
    const { answer, again } = await this.work.write(
      schemeId,
      async (tx) => {
        const before = await begin<Body>(tx, { schemeId, actorId }, sent);
        if (before !== undefined) return { answer: before, again: true };
        const answer = await work(tx);
        await keep(tx, { schemeId, actorId }, { sent, answer });
        return { answer, again: false };
      },
      { keyed: true },
    );
    answered.add(sent);
    sent.reply.status(answer.status).headers(answer.headers ?? {});
    if (again) sent.reply.header('idempotency-replayed', 'true');
    return answer.body;
  }
}

const answered = new WeakSet<SentOnce>();

/** Whether the answer to it was kept. */
export function isAnswered(sent: SentOnce): boolean {
  return answered.has(sent);
}

async function begin<Body>(
  tx: Tx,
  { schemeId, actorId }: Caller,
  { route, key, hash }: SentOnce,
): Promise<Answer<Body> | undefined> {
  const [row]: BegunRow<Body>[] = await tx.query('SELECT * FROM idempotency_begin($1, $2, $3, $4)', [
    schemeId,
    actorId,
    route,
    key,
  ]);
  if (row === undefined) return undefined;
  if (row.running) throw stillRunning();
  if (!row.body_hash.equals(hash)) throw keyUsed();

  return { status: row.status, ...row.answer };
}

async function keep(
  tx: Tx,
  { schemeId, actorId }: Caller,
  { sent, answer }: { readonly sent: SentOnce; readonly answer: Answer<unknown> },
): Promise<void> {
  const { body, headers, about = null } = answer;
  await tx.query(
    `INSERT INTO idempotency_key (scheme_id, actor, route, key, body_hash, status, answer, about)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[schemeId, actorId, sent.route, sent.key, sent.hash],
      ...[answer.status, JSON.stringify({ body, headers }), about],
    ],
  );
}
