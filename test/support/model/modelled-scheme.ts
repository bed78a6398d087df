import { createHash } from 'node:crypto';
import { type AccountRef, available, held } from '../../../src/ledger/index.js';
import { newId, type ParticipantId, type SchemeId } from '../../../src/shared/ids.js';
import type { Book } from '../book.js';
import { BookModel, type Fact, type Pot } from './book-model.js';
import { PEOPLE } from './facts.js';

/** A scheme of the real book, and the model of it. */
export interface Scheme {
  readonly id: SchemeId;
  /** The last of them never joined. */
  readonly people: readonly ParticipantId[];
  readonly model: BookModel;
}

export async function newScheme(book: Book): Promise<Scheme> {
  const id = await book.scheme();
  const people: ParticipantId[] = [];
  for (let n = 0; n < PEOPLE; n++) people.push(await book.participant(id));
  const scheme = { id, people: [...people, newId<ParticipantId>()] };
  const model = new BookModel(PEOPLE, (pot) => accountIdOf(scheme, pot));
  return { ...scheme, model };
}

type Owners = Pick<Scheme, 'id' | 'people'>;

export function personOf(
  { people }: Owners,
  line: Fact['lines'][number] | undefined,
): ParticipantId | undefined {
  return people[Number(line?.debit.split(' ')[1])];
}

export function accountOf({ people }: Owners, pot: Pot): AccountRef {
  if (pot === 'issued' || pot === 'used' || pot === 'goodwill' || pot === 'pot' || pot === 'opening')
    return pot;
  const person = people[Number(pot.split(' ')[1])];
  if (person === undefined) throw new Error('There is no such person in this run.');
  return pot.startsWith('held') ? held(person) : available(person);
}

export function potOf({ id, people }: Owners, owner: string, kind: string): string {
  return owner === id ? kind : `${kind} ${String(people.findIndex((person) => person === owner))}`;
}

/** An account's id follows from whose it is. */
function accountIdOf({ id, people }: Owners, pot: Pot): string {
  const [kind = '', person] = pot.split(' ');
  const owner = person === undefined ? id : people[Number(person)];
  return createHash('md5')
    .update(`${id}/${String(owner)}/${kind}`)
    .digest('hex');
}
