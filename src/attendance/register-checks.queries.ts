import { Injectable } from '@nestjs/common';
import { UnitOfWork, type View } from '../database/index.js';
import type { PersonId, RegisterCheckId, SchemeId } from '../shared/ids.js';
import { standingIn, type VersionView } from './answer.js';
import { type ChoiceEffect, effectOf, isSame, type OtherList } from './list-choice.js';
import { namesOf } from './names.statements.js';
import type { Outcome, Tick } from './register.js';
import { unknownRegister } from './registers.errors.js';
import { RegistersQueries } from './registers.queries.js';
import { EVER_OFF } from './registers.sql.js';
import { ONE_CHECK, TICKS } from './rosters.sql.js';
import { unevenIn } from './saving.js';
import type { CheckSummary } from './staff-registers.queries.js';

interface CheckRow extends CheckSummary {
  readonly sentBy: PersonId | null;
  readonly closedBy: PersonId | null;
  readonly outcome: Outcome | null;
  readonly note: string | null;
}

/** One thing to check, with the lists that there are. */
export interface Check extends CheckRow {
  /** The register as it stands; nothing before its first version. */
  readonly current: VersionView | undefined;
  /** Those that differ from the register as it stands. */
  readonly lists: readonly OtherList[];
}

/** A list that staff may hold to, and whom that touches, by name. */
export interface NamedList {
  readonly choice: OtherList['choice'];
  readonly people: number;
  readonly effect: Readonly<Record<keyof ChoiceEffect, readonly string[]>>;
}

/** Everything that staff need to look at one thing. */
export interface CheckView extends CheckSummary {
  readonly sender: string;
  /** Who has looked at it; empty while nobody has. */
  readonly lookedBy: string;
  /** The version of the register now; 0 when there is none. */
  readonly current: number;
  readonly onRegister: readonly string[];
  readonly lists: readonly NamedList[];
  /** Who is on the register or on a list, and was taken off before. */
  readonly takenOff: readonly string[];
  readonly notes: readonly string[];
  /** Heads that were counted out and back, where the two are not the same. */
  readonly uneven: { readonly out: number; readonly back: number } | undefined;
}

/** The things about registers that staff look at. */
@Injectable()
export class RegisterChecksQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly registers: RegistersQueries,
  ) {}

  /** Refuses with `unknown-session` when there is no such check. */
  async show(scheme: SchemeId, id: RegisterCheckId): Promise<CheckView> {
    return this.work.read(scheme, async (view) => {
      const check = await this.one(view, scheme, id);
      const { current, lists, sentBy, closedBy } = check;
      const standing = current === undefined ? [] : standingIn(current);
      const versions = await this.registers.versions(view, scheme, check.sessionId);
      const people = [...standing, ...lists.flatMap(({ ticks }) => ticks)].map(({ personId }) => personId);
      const names: ReadonlyMap<string, string> = await namesOf(view, scheme, [
        ...people,
        ...[sentBy, closedBy].flatMap((each) => each ?? []),
      ]);
      const named = (each: readonly PersonId[]) => each.map((person) => names.get(person) ?? '').sort();
      return {
        ...check,
        sender: names.get(sentBy ?? '') ?? '',
        lookedBy: names.get(closedBy ?? '') ?? '',
        current: current?.version ?? 0,
        onRegister: named(standing.map(({ personId }) => personId)),
        takenOff: named(await everOff(view, scheme, check, people)),
        lists: lists.map((list) => namedList(list, effectOf(standing, list), named)),
        uneven: unevenIn(current),
        notes: [check.note, ...versions.map((version) => version.note)].flatMap((each) => each ?? []),
      };
    });
  }

  /** The check with its lists as they are; refuses as `show` does. */
  async one(view: View, scheme: SchemeId, id: RegisterCheckId): Promise<Check> {
    const [row]: CheckRow[] = await view.query(ONE_CHECK, [scheme, id]);
    if (row === undefined) throw unknownRegister();
    const current = await this.registers.current(view, scheme, row.sessionId);
    const sent: Tick[] = await view.query(TICKS, [scheme, id]);
    const standing = current === undefined ? [] : standingIn(current);
    const lists = [...sentList(row, sent), ...(await this.listBefore(view, scheme, row))];
    return { ...row, current, lists: lists.filter((list) => !isSame(effectOf(standing, list))) };
  }

  /** What stood before two lists were joined. */
  private async listBefore(view: View, scheme: SchemeId, row: CheckRow): Promise<readonly OtherList[]> {
    if (row.kind !== 'merged' || row.version < 2) return [];
    const before = await this.registers.version(view, { scheme, sessionId: row.sessionId }, row.version - 1);
    return [{ choice: 'before', outcome: before.outcome, ticks: standingIn(before) }];
  }
}

/** Only where there is a list to choose. */
async function everOff(
  view: View,
  scheme: SchemeId,
  { sessionId, lists }: Check,
  people: readonly PersonId[],
): Promise<readonly PersonId[]> {
  if (lists.length === 0) return [];
  const rows: { id: PersonId }[] = await view.query(EVER_OFF, [scheme, sessionId, people]);
  return rows.map(({ id }) => id);
}

/** Nobody on it and no word of what happened is no list to hold to. */
function sentList({ outcome }: CheckRow, ticks: readonly Tick[]): readonly OtherList[] {
  if (ticks.length === 0 && (outcome === null || outcome === 'came')) return [];
  return [{ choice: 'sent', outcome: outcome ?? 'came', ticks }];
}

function namedList(
  { choice, ticks }: OtherList,
  { on, off, otherPart }: ChoiceEffect,
  named: (people: readonly PersonId[]) => readonly string[],
): NamedList {
  const effect = { on: named(on), off: named(off), otherPart: named(otherPart) };
  return { choice, people: ticks.length, effect };
}
