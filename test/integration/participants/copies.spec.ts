import { Audit, forThemselves } from '../../../src/audit/index.js';
import { LedgerQueries } from '../../../src/ledger/index.js';
import { PERSONAL_COLUMNS } from '../../../src/participants/index.js';
import { PersonCopies, type PersonCopy } from '../../../src/participants/person-copies.service.js';
import { type ActorId, newId, type ParticipantId, type SchemeId } from '../../../src/shared/ids.js';
import { aRowOfEach } from '../../support/a-row-of-each.js';
import { Book } from '../../support/book.js';

let book: Book;
let orbit: SchemeId;
let jo: ParticipantId;
let sam: ParticipantId;
let copy: PersonCopy;

beforeAll(async () => {
  book = await Book.open();
  orbit = await book.scheme();
  const [staff, third] = [await book.participant(orbit), await book.participant(orbit)];
  [jo, sam] = [await book.participant(orbit), await book.participant(orbit)];
  for (const [person, word] of [
    [jo, 'kanarienvogel'],
    [sam, 'nachtigall'],
  ] as const) {
    await aRowOfEach(book, { scheme: orbit, person, staff, third, word, ago: '1 hour' });
    await book.ownerSource.query(
      `UPDATE person SET liked_name = $2, surname = $2, email = $2 || '@example.org', note_for_leaders = $2 WHERE id = $1`,
      [person, word],
    );
  }
  const copies = new PersonCopies(book.work, new LedgerQueries(), new Audit(book.work));
  const doer = { schemeId: orbit, personId: jo, actorId: newId<ActorId>(), roles: ['participant'] };
  copy = await copies.of(forThemselves(doer));
});

afterAll(() => book.close());

/** The register, as the copy would have to look. */
function promised(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(PERSONAL_COLUMNS).map(([table, columns]) => [
      table,
      Object.keys(columns).filter((column) => columns[column]?.exported === true),
    ]),
  );
}

it('has every table and every column that the register says is theirs, and no other', () => {
  const theirs = [...promised()].filter(([, columns]) => columns.length > 0);
  expect(Object.keys(copy.tables).toSorted()).toEqual(theirs.map(([table]) => table).toSorted());
  for (const [table, columns] of theirs)
    expect([table, Object.keys(copy.tables[table]?.[0] ?? {}).toSorted()]).toEqual([
      table,
      columns.toSorted(),
    ]);
});

it('has what they wrote wherever they could write, and nothing that somebody else wrote', () => {
  const where = Object.entries(copy.tables).flatMap(([table, rows]) =>
    rows.flatMap((row) =>
      Object.entries(row)
        .filter(([, value]) => JSON.stringify(value).includes('kanarienvogel'))
        .map(([column]) => `${table}.${column}`),
    ),
  );
  expect(where.toSorted()).toEqual([
    'contribution.decision_reason',
    'contribution.what',
    'contribution.who_knows',
    'message.parts',
    'passkey.name',
    'person.email',
    'person.liked_name',
    'person.note_for_leaders',
    'person.surname',
    'place.tell_leader',
    'put_right.reason',
    'put_right.sentence_for_person',
    'question.answer',
    'question.words',
    'register_check.note_to_staff',
    'register_version.note_to_staff',
  ]);
  expect(JSON.stringify(copy)).not.toContain('nachtigall');
});

it('has the galaxies of the book', () => {
  expect(copy.galaxies).toMatchObject([{ galaxies: 2, direction: 'in', pot: 'to use' }]);
});
