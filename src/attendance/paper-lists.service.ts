import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, SessionId } from '../shared/ids.js';
import type { AskedRegister, SavedRegister } from './answer.js';
import { type Beside, besideRegister } from './paper-beside.js';
import { type Found, RegisterForms } from './register-forms.queries.js';
import { inOrder, type OpenedRegister } from './register-form.js';
import { RegisterTaking } from './register-taking.service.js';
import { eachOnce, type Tick } from './register.js';
import { readCode } from './roster-numbers.js';
import { type PaperList, Rosters } from './rosters.service.js';
import type { Counts } from './saving.js';
import { type PaperField, type PaperNumbers, type PaperTyped, readTyped } from './typed-paper.js';

/** The fields that cannot be read; `last` is the last number on the list, 0 when there is no such list. */
export interface UnreadPaper {
  readonly faults: readonly PaperField[];
  readonly last: number;
}

/** A name from an empty row, and the people it may be. */
export interface ExtraName {
  readonly name: string;
  readonly found: readonly Found[];
}

/** A paper list with the names that its own numbers stand for, beside the register as it stands. */
export interface ReadPaper extends Beside {
  readonly sessionId: SessionId;
  readonly activityName: string;
  readonly occursOn: IsoDate;
  readonly paperVersion: number;
  /** The version of the register that stands; 0 when there is none. */
  readonly version: number;
  readonly extras: readonly ExtraName[];
  /** Who was to lead, and so may have filled the paper in. */
  readonly leaders: readonly { readonly id: PersonId; readonly name: string }[];
  /** What the paper says of heads; where it is silent, what the register says. */
  readonly counts: Counts;
}

/** What staff decided on the page with the names. */
export interface PaperDecided {
  readonly key: string;
  readonly basedOn: number;
  /** Who each of the extra names is; nobody where it is somebody new. */
  readonly who: readonly (PersonId | undefined)[];
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
    private readonly taking: RegisterTaking,
  ) {}

  async read(actor: Actor, typed: PaperTyped): Promise<ReadPaper | UnreadPaper> {
    const code = readCode(typed.roster_code);
    const paper = code === undefined ? undefined : await this.rosters.find(actor.schemeId, code);
    if (paper === undefined) return { faults: ['roster_code'], last: 0 };
    const read = readTyped(typed, paper.people.length);
    if ('faults' in read) return { ...read, last: paper.people.length };
    const opened = await this.forms.open(actor, paper.sessionId, paper.people);
    const extras: ExtraName[] = [];
    for (const name of read.numbers.names) extras.push({ name, found: await this.forms.find(actor, name) });
    return { ...readPaper(opened, paper, read.numbers), extras };
  }

  /** Everybody on the paper is on the register afterwards, once. Only when staff say so is anybody taken off by it. */
  async save(
    actor: Actor,
    { sessionId, both, paper, extras, counts }: ReadPaper,
    { key, basedOn, who, filledInBy, isPaperAlone }: PaperDecided,
  ): Promise<SavedRegister | AskedRegister> {
    const known = who.flatMap((each): readonly Tick[] =>
      each === undefined ? [] : [{ personId: each, part: 'attended' }],
    );
    return this.taking.take(actor, {
      ...{ sessionId, key, basedOn, onBehalfOf: filledInBy, ...counts, note: undefined },
      // Somebody may stand on the paper by number and be written in by name as well.
      ticks: eachOnce([...(isPaperAlone ? paper : both), ...known]),
      newNames: extras.filter((_, index) => who[index] === undefined).map(({ name }) => name),
      outcome: 'came',
      source: 'paper',
    });
  }
}

function readPaper(
  opened: OpenedRegister,
  { people, sessionId, version }: PaperList,
  numbers: PaperNumbers,
): Omit<ReadPaper, 'extras'> {
  const { session, sent } = opened;
  const list = inOrder([...opened.list, ...opened.alsoLeading]);
  return {
    ...besideRegister({ list }, people, numbers),
    sessionId,
    activityName: session.activityName,
    occursOn: session.occursOn,
    paperVersion: version,
    version: sent?.version ?? 0,
    leaders: list
      .filter(({ why }) => why === 'leading')
      .map(({ personId, name }) => ({ id: personId, name })),
    counts: countsOf(numbers, sent),
  };
}

/** Where the paper says nothing, what the register says stays. */
function countsOf(paper: PaperNumbers, sent: OpenedRegister['sent']): Counts {
  return {
    headCountExtra: paper.headCountExtra ?? sent?.headCountExtra ?? 0,
    countedOut: paper.countedOut ?? sent?.countedOut,
    countedBack: paper.countedBack ?? sent?.countedBack,
  };
}
