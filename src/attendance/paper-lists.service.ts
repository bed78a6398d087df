import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, SessionId } from '../shared/ids.js';
import type { AskedRegister, SavedRegister } from './answer.js';
import { type Beside, besideRegister, type OnPaper, peopleAt } from './paper-beside.js';
import type { Found } from './names.statements.js';
import { RegisterForms } from './register-forms.queries.js';
import { inOrder, type Listed, type OpenedRegister } from './register-form.js';
import { RegisterTaking } from './register-taking.service.js';
import { eachOnce, type Tick } from './register.js';
import { readCode } from './roster-numbers.js';
import { type PaperList, Rosters } from './rosters.service.js';
import type { Counts } from './saving.js';
import { type TakenOff, TakenOffQueries } from './taken-off.queries.js';
import {
  lastRow,
  type PaperFault,
  type PaperName,
  type PaperNumbers,
  type PaperTyped,
  readTyped,
} from './typed-paper.js';

/** What is chosen of a name when it is somebody new. */
export const NEW = 'new';

/** What cannot be read; `last` is the last number on the list and `people` how many are printed, 0 when there is no such list. */
export interface UnreadPaper {
  readonly faults: readonly PaperFault[];
  readonly last: number;
  readonly people: number;
}

/** A name that was written on the paper, and the people it may be. */
export interface ExtraName extends PaperName {
  readonly found: readonly Found[];
  /** Who it is: chosen, or the only one it can be. Nobody where that is open, or where it is somebody new. */
  readonly person: PersonId | undefined;
  /** True until somebody says which of them it is, or that it is somebody new. */
  readonly isOpen: boolean;
}

/** Somebody who is on the paper, or may be, and was taken off the register before. */
export interface TakenOffName extends TakenOff {
  readonly name: string;
}

/** A paper list with the names that its own numbers stand for, beside the register as it stands. */
export interface ReadPaper extends Beside, Pick<OpenedRegister, 'today' | 'timeZone'> {
  readonly sessionId: SessionId;
  readonly activityName: string;
  readonly occursOn: IsoDate;
  readonly paperVersion: number;
  /** The version of the register that stands; 0 when there is none. */
  readonly version: number;
  /** Whom the numbers stand for. */
  readonly people: readonly OnPaper[];
  /** Whoever types it up, where their own number would put them on the register: that line is not recorded. */
  readonly own: OnPaper | undefined;
  readonly extras: readonly ExtraName[];
  /** They stay off, unless staff put them back. */
  readonly takenOff: readonly TakenOffName[];
  /** Who was to lead, and so may have filled the paper in. */
  readonly leaders: readonly { readonly id: PersonId; readonly name: string }[];
  /** What the paper says of heads; where it is silent, what the register says. */
  readonly counts: Counts;
  /** What the register says of them; nothing where there is none. */
  readonly before: Counts | undefined;
}

/** What is chosen on the page with the names, as text; empty until somebody did. */
export interface PaperChosen {
  /** Who each of the names is. */
  readonly who: readonly string[];
  /** Who is to be on the register again. */
  readonly putBack: readonly string[];
}

/** What staff decided on the page with the names. */
export interface PaperDecided {
  readonly key: string;
  readonly basedOn: number;
  readonly filledInBy: PersonId | undefined;
  /** True when the paper takes the place of the register; otherwise everybody from both is kept. */
  readonly isPaperAlone: boolean;
}

/** Reads lists that were filled in on paper. What is on the paper decides who a number is, whatever was printed since. */
@Injectable()
export class PaperLists {
  constructor(
    private readonly rosters: Rosters,
    private readonly forms: RegisterForms,
    private readonly takenOff: TakenOffQueries,
    private readonly taking: RegisterTaking,
  ) {}

  async read(actor: Actor, typed: PaperTyped, chosen: PaperChosen): Promise<ReadPaper | UnreadPaper> {
    const code = readCode(typed.roster_code);
    const paper = code === undefined ? undefined : await this.rosters.find(actor.schemeId, code);
    if (paper === undefined) return { faults: ['roster_code'], last: 0, people: 0 };
    const { length: people } = paper.people;
    const read = readTyped(typed, people);
    if ('faults' in read) return { ...read, people, last: lastRow(people) };
    return this.readPaper(actor, { paper, numbers: read.numbers, chosen });
  }

  /**
   * Everybody on the paper is on the register afterwards, once, but for those who were taken off before and are not put back.
   * Somebody new on it is one person also when two people key it at the same time.
   * Only when staff say so is anybody taken off by it.
   */
  async save(
    actor: Actor,
    { sessionId, paperVersion, both, paper, own, extras, counts }: ReadPaper,
    { key, basedOn, filledInBy, isPaperAlone }: PaperDecided,
  ): Promise<SavedRegister | AskedRegister> {
    return this.taking.take(actor, {
      ...{ sessionId, key, basedOn, onBehalfOf: filledInBy, ...counts, note: undefined },
      // Somebody may stand on the paper by number and be written in by name as well.
      ticks: eachOnce([...(isPaperAlone ? paper : both), ...ticksOf(own)]),
      // Whoever keys this paper beside the same register means the same people, whichever form it is.
      newNames: extras
        .filter(({ person }) => person === undefined)
        .map(({ name, part, place }) => ({
          name,
          part,
          from: ['paper', sessionId, paperVersion, basedOn, place],
        })),
      outcome: 'came',
      source: 'paper',
    });
  }

  private async readPaper(actor: Actor, { paper, numbers, chosen }: Sent): Promise<ReadPaper> {
    const { sessionId, version: paperVersion, people: printed } = paper;
    const opened = await this.forms.open(actor, sessionId, printed);
    const { session, sent, today, timeZone } = opened;
    const list = inOrder([...opened.list, ...opened.alsoLeading]);
    const everybody = peopleAt(numbers, printed, list);
    const own = ownLine(everybody, list, actor);
    const people = everybody.filter((each) => each !== own);
    const extras = await this.whoIs(actor, numbers.names, chosen.who);
    const ticked = [...people, ...extras.flatMap(namedOn)];
    const open = extras.flatMap(mayBe);
    const takenOff = await this.takenOffOf(actor, sessionId, [...ticked, ...open]);
    const staysOff = takenOff.filter(({ person }) => !chosen.putBack.includes(person));
    return {
      ...besideRegister({ list, isThere: sent !== undefined }, ticked, {
        staysOff: idsOf(staysOff),
        mayBe: idsOf(open),
      }),
      ...{ sessionId, paperVersion, people, own, extras, takenOff, today, timeZone },
      activityName: session.activityName,
      occursOn: session.occursOn,
      version: sent?.version ?? 0,
      leaders: leadersOn(list),
      counts: countsOf(numbers, sent),
      before: sent,
    };
  }

  private async whoIs(
    actor: Actor,
    names: readonly PaperName[],
    who: readonly string[],
  ): Promise<readonly ExtraName[]> {
    const extras: ExtraName[] = [];
    for (const [index, each] of names.entries()) {
      const found = await this.forms.find(actor, each.name);
      const chosen = who[index] ?? '';
      const person = personOf(found, chosen);
      extras.push({ ...each, found, person, isOpen: person === undefined && chosen !== NEW });
    }
    return extras;
  }

  private async takenOffOf(
    { schemeId }: Actor,
    session: SessionId,
    people: readonly Pick<OnPaper, 'person' | 'name'>[],
  ): Promise<readonly TakenOffName[]> {
    const names = new Map(people.map(({ person, name }) => [person, name]));
    const found = await this.takenOff.of(schemeId, session, [...names.keys()]);
    return found
      .map((each) => ({ ...each, name: names.get(each.person) ?? '' }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'));
  }
}

interface Sent {
  readonly paper: PaperList;
  readonly numbers: PaperNumbers;
  readonly chosen: PaperChosen;
}

/** Nobody puts themselves on a register: only on it, or as its leader, is whoever types it up on the list. */
function ownLine(
  people: readonly OnPaper[],
  list: readonly Listed[],
  { personId: self }: Actor,
): OnPaper | undefined {
  return list.some(({ personId }) => personId === self)
    ? undefined
    : people.find(({ person }) => person === self);
}

function ticksOf(own: OnPaper | undefined): readonly Tick[] {
  return own === undefined ? [] : [{ personId: own.person, part: own.part }];
}

/** Until somebody says who a name is, it is the only one it can be. */
function personOf(found: readonly Found[], chosen: string): PersonId | undefined {
  const [only, ...others] = found;
  if (chosen !== '') return found.find(({ id }) => id === chosen)?.id;
  return others.length === 0 ? only?.id : undefined;
}

function namedOn({ person, found, row, part }: ExtraName): readonly OnPaper[] {
  const name = found.find(({ id }) => id === person)?.name;
  return person === undefined || name === undefined ? [] : [{ row, person, name, part }];
}

function leadersOn(list: readonly Listed[]): ReadPaper['leaders'] {
  return list.filter(({ why }) => why === 'leading').map(({ personId, name }) => ({ id: personId, name }));
}

function idsOf(people: readonly { readonly person: PersonId }[]): ReadonlySet<PersonId> {
  return new Set(people.map(({ person }) => person));
}

/** Everybody whom a name may stand for while that is open. */
function mayBe({ isOpen, found }: ExtraName): readonly Pick<OnPaper, 'person' | 'name'>[] {
  return isOpen ? found.map(({ id, name }) => ({ person: id, name })) : [];
}

/** Where the paper says nothing, what the register says stays. */
function countsOf(paper: PaperNumbers, sent: OpenedRegister['sent']): Counts {
  return {
    headCountExtra: paper.headCountExtra ?? sent?.headCountExtra ?? 0,
    countedOut: paper.countedOut ?? sent?.countedOut,
    countedBack: paper.countedBack ?? sent?.countedBack,
  };
}
