import { Roles } from '../../identity/index.js';
import { type KnownPerson, Participants, ParticipantsQueries } from '../../participants/index.js';
import type { ParticipantId, PersonId } from '../../shared/ids.js';
import { readTable } from './csv-table.js';
import type { Importing } from './importing.js';
import { checkedPeople, PEOPLE, PEOPLE_COLUMNS, type PersonRow } from './people-file.js';
import { type FileDone, type Result, tally } from './report.js';
import { writeRows } from './rows.js';
import type { Place } from './writing.js';

/** Who is there, by reference. */
export interface People {
  readonly people: ReadonlyMap<string, PersonId>;
  /** Those who have accounts. */
  readonly participants: ReadonlyMap<string, ParticipantId>;
}

/** Everybody who is there by now. */
export async function peopleThere({ session, writing }: Importing): Promise<People> {
  const everybody = await writing.look((view) =>
    session.get(ParticipantsQueries).everybody(view, writing.scheme),
  );
  return {
    people: new Map([...everybody].map(([ref, { id }]) => [ref, id])),
    participants: new Map([...everybody].flatMap(([ref, person]) => participantIn(ref, person))),
  };
}

function participantIn(ref: string, { participant }: KnownPerson): [string, ParticipantId][] {
  return participant === undefined ? [] : [[ref, participant]];
}

/** Adds those who are new, with the roles that the file says. Who is there already is left alone. */
export async function importPeople(importing: Importing): Promise<FileDone> {
  const { session, writing } = importing;
  const table = readTable(importing.path(PEOPLE), PEOPLE_COLUMNS);
  const { good, refusals } = checkedPeople(table);
  const { people } = await peopleThere(importing);
  const results = await writeRows(PEOPLE, { writing, rows: good }, async (row, place): Promise<Result> => {
    if (people.has(row.ref)) return 'there';
    await add(session, row, place);
    return 'added';
  });
  const outcomes = results.map((result, index) => ({ lines: [good[index]?.line ?? 0], result }));
  return tally({ file: PEOPLE, outcomes, refusals, unknown: table.unknown });
}

/** Roles are the operator's to give: whoever runs this command owns the database. */
async function add(
  session: Importing['session'],
  { ref, details, roles }: PersonRow,
  { tx, scheme }: Place,
): Promise<void> {
  const participants = session.get(Participants);
  const person = roles.includes('participant')
    ? await participants.join(tx, scheme, ref, details)
    : await participants.know(tx, scheme, ref, details);
  for (const role of roles.filter((each) => each !== 'participant'))
    await session.get(Roles).giveAsOperator(tx, scheme, person, role);
}
