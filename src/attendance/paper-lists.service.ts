import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, SessionId } from '../shared/ids.js';
import type { AskedRegister, SavedRegister } from './answer.js';
import { type Beside, besideRegister, type OnPaper, peopleAt } from './paper-beside.js';
import { mayBe, namedOn, PaperPeople, type TakenOffName, type WrittenName } from './paper-people.queries.js';
import { RegisterForms } from './register-forms.queries.js';
import { inOrder, type Listed, type OpenedRegister } from './register-form.js';
import { RegisterTaking } from './register-taking.service.js';
import { eachOnce, type Tick } from './register.js';
import { readCode } from './roster-numbers.js';
import { type PaperList, Rosters } from './rosters.service.js';
import type { Counts } from './saving.js';
import { lastRow, type PaperFault, type PaperNumbers, type PaperTyped, readTyped } from './typed-paper.js';

/** What cannot be read; `last` is the last number on the list and `people` how many are printed, 0 when there is no such list. */
export interface UnreadPaper {
  readonly faults: readonly PaperFault[];
  readonly last: number;
  readonly people: number;
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
  /** Whoever types it up, where a number or a name would put them on the register: such a line is not recorded. */
  readonly own: readonly OnPaper[];
  readonly extras: readonly WrittenName[];
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
    private readonly people: PaperPeople,
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
   * Somebody new on it is never made twice by two people who key it at the same time: refuses with `named-since` whoever comes
   * second, until they say if it is the same person.
   * Only when staff say so is anybody taken off by it.
   */
  async save(
    actor: Actor,
    { sessionId, both, paper, own, extras, counts }: ReadPaper,
    { key, basedOn, filledInBy, isPaperAlone }: PaperDecided,
  ): Promise<SavedRegister | AskedRegister> {
    return this.taking.take(actor, {
      ...{ sessionId, key, basedOn, onBehalfOf: filledInBy, ...counts, note: undefined },
      // Somebody may stand on the paper by number and be written in by name as well.
      ticks: eachOnce([...(isPaperAlone ? paper : both), ...own.map(tickOf)]),
      // By their row, for another name on the page may be somebody else when it is sent again.
      beside: paper.map(({ personId }) => personId),
      newNames: extras
        .filter(({ person }) => person === undefined)
        .map(({ name, part, place }) => ({ name, part, from: [key, place], seen: basedOn })),
      outcome: 'came',
      source: 'paper',
    });
  }

  private async readPaper(actor: Actor, { paper, numbers, chosen }: Sent): Promise<ReadPaper> {
    const { sessionId, version: paperVersion, people: printed } = paper;
    const opened = await this.forms.open(actor, sessionId, printed);
    const { session, sent, today, timeZone } = opened;
    const list = inOrder([...opened.list, ...opened.alsoLeading]);
    const numbered = peopleAt(numbers, printed, list);
    const extras = await this.people.written(actor, {
      ...{ session: sessionId, list, names: numbers.names, who: chosen.who },
    });
    const everybody = [...numbered, ...extras.flatMap((each) => namedOn(each, list))];
    const isOwn = ownLine(list, actor);
    const own = everybody.filter(isOwn);
    const ticked = everybody.filter((each) => !isOwn(each));
    const open = extras.flatMap(mayBe).filter((each) => !isOwn(each));
    const takenOff = await this.people.takenOff(actor, sessionId, [...ticked, ...open]);
    const staysOff = takenOff.filter(({ person }) => !chosen.putBack.includes(person));
    return {
      ...besideRegister({ list, isThere: sent !== undefined }, ticked, {
        staysOff: idsOf(staysOff),
        mayBe: idsOf(open),
      }),
      ...{ sessionId, paperVersion, own, extras, takenOff, today, timeZone },
      people: numbered.filter((each) => !isOwn(each)),
      activityName: session.activityName,
      occursOn: session.occursOn,
      version: sent?.version ?? 0,
      leaders: leadersOn(list),
      counts: countsOf(numbers, sent),
      before: sent,
    };
  }
}

interface Sent {
  readonly paper: PaperList;
  readonly numbers: PaperNumbers;
  readonly chosen: PaperChosen;
}

/** Nobody puts themselves on a register: only on it, or as its leader, is whoever types it up on the list. */
function ownLine(list: readonly Listed[], { personId: self }: Actor) {
  const isListed = list.some(({ personId }) => personId === self);
  return ({ person }: Pick<OnPaper, 'person'>): boolean => !isListed && person === self;
}

function tickOf({ person, part }: OnPaper): Tick {
  return { personId: person, part };
}

function leadersOn(list: readonly Listed[]): ReadPaper['leaders'] {
  return list.filter(({ why }) => why === 'leading').map(({ personId, name }) => ({ id: personId, name }));
}

function idsOf(people: readonly { readonly person: PersonId }[]): ReadonlySet<PersonId> {
  return new Set(people.map(({ person }) => person));
}

/** Where the paper says nothing, what the register says stays. */
function countsOf(paper: PaperNumbers, sent: OpenedRegister['sent']): Counts {
  return {
    headCountExtra: paper.headCountExtra ?? sent?.headCountExtra ?? 0,
    countedOut: paper.countedOut ?? sent?.countedOut,
    countedBack: paper.countedBack ?? sent?.countedBack,
  };
}
