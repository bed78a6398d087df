import { Injectable } from '@nestjs/common';
import {
  EarningRatesQueries,
  type Handover,
  handoversBy,
  type Part,
  type SessionView,
  SessionsQueries,
} from '../activities/index.js';
import { UnitOfWork, type View } from '../database/index.js';
import { namesForLeaders } from '../participants/index.js';
import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { standingIn, type VersionView } from './answer.js';
import { FOUND, LED_BY, LISTED } from './lists.sql.js';
import { type Found, foundIn, named, namesOf, type PersonRow } from './names.statements.js';
import { inOrder, type Listed, type OpenedRegister, type SentSummary } from './register-form.js';
import { unknownRegister } from './registers.errors.js';
import { RegistersQueries, type VersionSummary } from './registers.queries.js';
import { LEADERS_DAYS } from './saving.js';

/** Whoever opens a register. */
export interface Opener {
  readonly schemeId: SchemeId;
  readonly personId: PersonId;
  readonly roles: readonly string[];
}

/** A date in the list of whoever leads it. */
export interface LedDate {
  readonly id: SessionId;
  readonly activityName: string;
  readonly occursOn: IsoDate;
  readonly startsAt: IsoInstant;
  readonly meetPlace: string;
  readonly isOff: boolean;
  readonly isOver: boolean;
  /** Days from today; below nought when it has been. */
  readonly daysAhead: number;
  readonly yes: number;
  readonly maybe: number;
  /** The latest version of its register; nothing before the first. */
  readonly version: number | null;
  /** True where somebody else is on its register, to be thanked by whoever asks. */
  readonly mayThank: boolean;
}

export interface LeadersDates {
  readonly dates: readonly LedDate[];
  readonly givenBack: readonly Handover[];
}

interface ListedRow extends Pick<Listed, 'why' | 'wasTakenOff'> {
  readonly id: PersonId;
  readonly likedName: string;
  readonly surname: string | null;
  readonly part: Part | null;
  readonly tellLeader: string | null;
  readonly hasAccount: boolean;
}

/** What a receipt tells of. */
export interface Receipt {
  readonly session: SessionView;
  readonly version: VersionView;
  readonly summary: VersionSummary;
  /** Who else sent a list, when two were joined. */
  readonly others: readonly string[];
  readonly names: ReadonlyMap<PersonId, string>;
  /** True where whoever reads it leads that session, and somebody else is on its register to be thanked. */
  readonly mayThank: boolean;
  /** True where whoever reads it leads that session; others are staff. */
  readonly leads: boolean;
  readonly today: IsoDate;
}

/**
 * The registers that somebody may open: leaders those of their own dates, staff every one. Any other is answered as one
 * that is not there.
 */
@Injectable()
export class RegisterForms {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionsQueries,
    private readonly rates: EarningRatesQueries,
    private readonly registers: RegistersQueries,
  ) {}

  /**
   * Refuses with `unknown-session`. `added` are people that the form has beside those of the plan; whom a leader may not find
   * is left out, like somebody who is not there.
   */
  async open(opener: Opener, id: SessionId, added: readonly PersonId[] = []): Promise<OpenedRegister> {
    const { schemeId: scheme, personId, roles } = opener;
    return this.work.read(scheme, async (view) => {
      const session = await this.session(view, opener, id);
      const { activityId, occursOn } = session;
      const rates = await this.rates.inForce(view, scheme, { activityId, on: occursOn });
      const { today, timeZone, daysAgo } = await day(view, scheme, session);
      return {
        session,
        timeZone,
        today,
        ...(await listOf(view, { scheme, session, personId, isStaff: roles.includes('staff') }, added)),
        sent: await this.sent(view, opener, session),
        leadingGives: rates.led?.galaxies,
        leads: isLedBy(session, opener),
        findsEverybody: roles.includes('staff'),
        isForStaff: daysAgo > LEADERS_DAYS && !roles.includes('staff'),
      };
    });
  }

  /** The register as it stands; nothing before the first version. Refuses with `unknown-session`. */
  async current(opener: Opener, id: SessionId): Promise<VersionView | undefined> {
    return this.work.read(opener.schemeId, async (view) => {
      await this.session(view, opener, id);
      return this.registers.current(view, opener.schemeId, id);
    });
  }

  /** What saving that version did; refuses with `unknown-session` also when there is no such version. */
  async receipt(opener: Opener, id: SessionId, version: number | undefined): Promise<Receipt> {
    const { schemeId: scheme } = opener;
    return this.work.read(scheme, async (view) => {
      const session = await this.session(view, opener, id);
      const versions = await this.registers.versions(view, scheme, id);
      const summary =
        version === undefined ? versions.at(-1) : versions.find((each) => each.version === version);
      if (summary === undefined) throw unknownRegister();
      const told = await this.registers.version(view, { scheme, sessionId: id }, summary.version);
      const earlier = versions
        .filter((each) => each.version < summary.version)
        .map(({ recordedBy }) => recordedBy);
      const others = [...new Set(earlier)].filter((each) => each !== summary.recordedBy);
      const names = await namesOf(view, scheme, [...told.lines.map(({ personId }) => personId), ...others]);
      const mayThank =
        opener.roles.includes('leader') &&
        isLedBy(session, opener) &&
        standingIn(told).some((line) => line.personId !== opener.personId);
      return {
        session,
        version: told,
        summary,
        names,
        mayThank,
        leads: isLedBy(session, opener),
        today: (await day(view, scheme, session)).today,
        others: others.map((each) => names.get(each) ?? ''),
      };
    });
  }

  /** People by a first name, for leaders those who agreed to be found, and whether it is the name of whoever looks. */
  async find(
    { schemeId, personId: self, roles }: Opener,
    name: string,
  ): Promise<{ readonly found: readonly Found[]; readonly isOwn: boolean }> {
    const isStaff = roles.includes('staff');
    const rows: (PersonRow & { readonly ref: string })[] = await this.work.read(schemeId, (view) =>
      view.query(FOUND, [schemeId, name, isStaff, self, null]),
    );
    const others = rows.filter(({ id }) => id !== self);
    return { found: foundIn(others, isStaff), isOwn: others.length < rows.length };
  }

  /** The dates that somebody leads, from today on, and before those with a register to send or to change; and what they gave back. */
  async datesOf({ schemeId, personId, roles }: Opener): Promise<LeadersDates> {
    return this.work.read(schemeId, async (view) => ({
      dates: await view.query(LED_BY, [schemeId, personId, roles.includes('leader')]),
      givenBack: await handoversBy(view, schemeId, personId),
    }));
  }

  /** That session, when whoever opens it may keep its register; refuses with `unknown-session`. */
  async session(view: View, opener: Opener, id: SessionId): Promise<SessionView> {
    const session = await this.sessions.one(view, opener.schemeId, id);
    if (!isLedBy(session, opener) && !opener.roles.includes('staff')) throw unknownRegister();
    return session;
  }

  private async sent(
    view: View,
    { schemeId: scheme, personId }: Opener,
    { id }: SessionView,
  ): Promise<SentSummary | undefined> {
    const latest = (await this.registers.versions(view, scheme, id)).at(-1);
    if (latest === undefined) return undefined;
    const version = await this.registers.version(view, { scheme, sessionId: id }, latest.version);
    const names = await namesOf(view, scheme, [latest.recordedBy]);
    const { outcome, headCountExtra, countedOut, countedBack } = version;
    return {
      ...{ outcome, headCountExtra, countedOut, countedBack },
      version: latest.version,
      at: latest.recordedAt,
      name: names.get(latest.recordedBy) ?? '',
      isOwn: latest.recordedBy === personId,
      people: standingIn(version).length,
    };
  }
}

function isLedBy({ leaders }: SessionView, { personId }: Opener): boolean {
  return leaders.some((leader) => leader.personId === personId);
}

interface Where {
  readonly scheme: SchemeId;
  readonly session: SessionView;
  /** Whoever opens the form: they are on the list as planned, or not at all. */
  readonly personId: PersonId;
  readonly isStaff: boolean;
}

async function listOf(
  view: View,
  { scheme, session, personId, isStaff }: Where,
  added: readonly PersonId[],
): Promise<Pick<OpenedRegister, 'list' | 'alsoLeading'>> {
  const rows: ListedRow[] = await view.query(LISTED, [scheme, session.id, added, isStaff]);
  const others = rows.filter(({ id, why, part }) => id !== personId || why === 'leading' || part !== null);
  const names = namesForLeaders(others.map(named));
  const listed = ({ id, why, part, tellLeader, wasTakenOff }: ListedRow): Listed => ({
    ...{ personId: id, why, name: names.get(id) ?? '', wasTakenOff },
    ...{ part: part ?? undefined, tellLeader: tellLeader ?? undefined },
  });
  return {
    list: inOrder(others.filter(({ hasAccount }) => hasAccount).map(listed)),
    alsoLeading: others.filter(({ hasAccount }) => !hasAccount).map(listed),
  };
}

interface Day {
  readonly today: IsoDate;
  readonly timeZone: string;
  readonly daysAgo: number;
}

async function day(view: View, scheme: SchemeId, { occursOn }: SessionView): Promise<Day> {
  const [row]: Day[] = await view.query(
    `SELECT to_char(clock_timestamp() AT TIME ZONE time_zone, 'YYYY-MM-DD') AS today, time_zone AS "timeZone",
       (clock_timestamp() AT TIME ZONE time_zone)::date - $2::date AS "daysAgo" FROM scheme WHERE id = $1`,
    [scheme, occursOn],
  );
  if (row === undefined) throw unknownRegister();
  return row;
}
