import { Injectable } from '@nestjs/common';
import { EarningRatesQueries, SessionsQueries } from '../activities/index.js';
import { RegistersQueries, standingIn } from '../attendance/index.js';
import { UnitOfWork, type View } from '../database/index.js';
import { type Named, namesForLeaders } from '../participants/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { ContributionId, PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { notTheirDate } from './contributions.errors.js';

/** Somebody on the list of a date, as leaders see them. */
export interface Thankable {
  readonly id: PersonId;
  readonly name: string;
  readonly isThanked: boolean;
  /** True when they were thanked and staff put that right: thanked again, they would be given it again. */
  readonly wasPutRight: boolean;
}

/** A date of a leader's, and who can be thanked for it. */
export interface ThanksPage {
  readonly sessionId: SessionId;
  readonly activityName: string;
  readonly occursOn: IsoDate;
  /** What thanks give; nothing where there is no rate. */
  readonly gives: number | undefined;
  readonly people: readonly Thankable[];
  /** Who was thanked just now, and what that gave. */
  readonly said: { readonly name: string; readonly galaxies: number } | undefined;
  readonly words: { readonly one: string; readonly many: string };
  readonly today: IsoDate;
}

interface ThankedRow {
  readonly id: ContributionId;
  readonly person_id: PersonId;
  readonly galaxies: number;
  readonly state: 'approved' | 'put-right';
}

/** What a leader needs to say thanks: first names only, and no balances. */
@Injectable()
export class ThanksQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionsQueries,
    private readonly registers: RegistersQueries,
    private readonly rates: EarningRatesQueries,
  ) {}

  /** That date, for somebody who leads it; for anybody else it is as if it were not there (`missing`). */
  async of(
    scheme: SchemeId,
    leader: PersonId,
    sessionId: SessionId,
    said?: ContributionId,
  ): Promise<ThanksPage> {
    return this.work.read(scheme, async (view) => {
      const session = await this.sessions.one(view, scheme, sessionId);
      if (!session.leaders.some(({ personId }) => personId === leader)) throw notTheirDate();
      const on = session.occursOn;
      const { contributed } = await this.rates.inForce(view, scheme, { activityId: session.activityId, on });
      const names = await this.namesOn(view, scheme, sessionId);
      const thanked: ThankedRow[] = await view.query(
        `SELECT id, person_id, galaxies, state FROM contribution
         WHERE scheme_id = $1 AND session_id = $2 AND state IN ('approved', 'put-right')`,
        [scheme, sessionId],
      );
      const stands = thanked.filter(({ state }) => state === 'approved');
      const [done, before] = [peopleOf(stands), peopleOf(thanked)];
      const others = [...names].filter(([id]) => id !== leader);
      return {
        sessionId,
        activityName: session.activityName,
        occursOn: on,
        gives: contributed?.galaxies,
        people: others.map(([id, name]) => ({
          ...{ id, name, isThanked: done.has(id) },
          wasPutRight: before.has(id) && !done.has(id),
        })),
        said: thanksOf(stands, said, names),
        ...(await schemeOf(view, scheme)),
      };
    });
  }

  /** Who is on the register as it stands, by the names that leaders call them. */
  private async namesOn(
    view: View,
    scheme: SchemeId,
    session: SessionId,
  ): Promise<ReadonlyMap<PersonId, string>> {
    const register = await this.registers.current(view, scheme, session);
    const ids = register === undefined ? [] : standingIn(register).map(({ personId }) => personId);
    const people: (Omit<Named, 'surname'> & { surname: string | null })[] = await view.query(
      'SELECT id, liked_name AS "likedName", surname FROM person WHERE scheme_id = $1 AND id = ANY ($2) ORDER BY liked_name, id',
      [scheme, ids],
    );
    return namesForLeaders(people.map((person) => ({ ...person, surname: person.surname ?? undefined })));
  }
}

function peopleOf(thanked: readonly ThankedRow[]): ReadonlySet<PersonId> {
  return new Set(thanked.map(({ person_id: person }) => person));
}

/** Nothing where no thanks are asked about, or none of this date. */
function thanksOf(
  thanked: readonly ThankedRow[],
  said: ContributionId | undefined,
  names: ReadonlyMap<PersonId, string>,
): ThanksPage['said'] {
  const row = thanked.find(({ id }) => id === said);
  return row === undefined ? undefined : { name: names.get(row.person_id) ?? '', galaxies: row.galaxies };
}

async function schemeOf(view: View, scheme: SchemeId): Promise<Pick<ThanksPage, 'words' | 'today'>> {
  const [row]: { one: string; many: string; today: IsoDate }[] = await view.query(
    `SELECT galaxy_one AS one, galaxy_many AS many,
       to_char(clock_timestamp() AT TIME ZONE time_zone, 'YYYY-MM-DD') AS today FROM scheme WHERE id = $1`,
    [scheme],
  );
  if (row === undefined) throw new Error('A scheme that is open is not there.');
  return { words: { one: row.one, many: row.many }, today: row.today };
}
