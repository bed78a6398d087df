import type { Role } from '../../src/identity/index.js';
import { Roles } from '../../src/identity/roles.service.js';
import { SignIns } from '../../src/identity/sign-ins.service.js';
import { UnitOfWork } from '../../src/database/index.js';
import { newId, type ParticipantId, type SchemeId } from '../../src/shared/ids.js';
import type { Book } from './book.js';
import type { WebApp } from './web-app.js';

/** Somebody whose pages may be opened at once: all their roles count, and their browser holds this cookie. */
export interface SignedIn {
  readonly person: ParticipantId;
  readonly cookie: string;
}

export interface Somebody {
  readonly name?: string;
  /** Roles beside the one they are signed in as. */
  readonly also?: readonly Role[];
}

interface Place {
  readonly book: Book;
  readonly web: WebApp;
  readonly scheme: SchemeId;
}

/** Signs in somebody new who has the role, with a second factor given, on a device of their own. */
export async function signInSomebody(
  { book, web, scheme }: Place,
  role: Role,
  { name = 'Sam', also = [] }: Somebody = {},
): Promise<SignedIn> {
  const ref = `p-${newId<ParticipantId>().slice(0, 8)}`;
  const details = { likedName: name, contact: 'none' } as const;
  const person = await book.work.write(scheme, (tx) => book.participants.join(tx, scheme, ref, details));
  const owner = new UnitOfWork(book.ownerSource);
  for (const given of [role, ...also].filter((each) => each !== 'participant'))
    await owner.write(scheme, (tx) => new Roles().giveAsOperator(tx, scheme, person, given));
  return { person, cookie: await signInOnOwnDevice({ book, web, scheme }, person) };
}

/** The same for somebody who helps to run the scheme and takes no part: they have no accounts. */
export async function signInHelper({ book, web, scheme }: Place, role: Role): Promise<SignedIn> {
  const person = newId<ParticipantId>();
  await book.ownerSource.query(
    `INSERT INTO person (scheme_id, id, ref, liked_name, joined_on) VALUES ($1, $2, $3, 'Fraser', current_date)`,
    [scheme, person, `h-${person.slice(0, 8)}`],
  );
  const owner = new UnitOfWork(book.ownerSource);
  await owner.write(scheme, (tx) => new Roles().giveAsOperator(tx, scheme, person, role));
  return { person, cookie: await signInOnOwnDevice({ book, web, scheme }, person) };
}

/** Signs in somebody who is there already, on one more device, with all their roles. */
export async function signInOnOwnDevice(
  { book, web, scheme }: Place,
  person: ParticipantId,
): Promise<string> {
  const signIns = web.app.get(SignIns, { strict: false });
  const arrival = { channel: 'email', network: '127.0.0.0/24' } as const;
  const started = await book.work.write(scheme, (tx) => signIns.start(tx, scheme, person, arrival));
  const [home]: { slug: string }[] = await book.ownerSource.query('SELECT slug FROM scheme WHERE id = $1', [
    scheme,
  ]);
  const actor = await signIns.actor(home?.slug, started.cookie);
  if (actor === undefined) throw new Error('Nobody is signed in.');
  const { id, cookie } = await signIns.answerDevice(actor, true);
  await book.ownerSource.query(
    'UPDATE web_sign_in SET second_factor_at = clock_timestamp() WHERE scheme_id = $1 AND id = $2',
    [scheme, id],
  );
  return cookie;
}
