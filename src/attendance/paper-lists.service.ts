import { Injectable } from '@nestjs/common';
import type { Part } from '../activities/index.js';
import type { Actor } from '../identity/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, SessionId } from '../shared/ids.js';
import type { AskedRegister, SavedRegister } from './answer.js';
import { RegisterForms } from './register-forms.queries.js';
import { RegisterTaking } from './register-taking.service.js';
import type { Tick } from './register.js';
import { readCode, readRows } from './roster-numbers.js';
import { type PaperList, Rosters } from './rosters.service.js';

/** What was typed from a paper list. */
export interface PaperTyped {
  readonly roster_code: string;
  readonly rows: string;
  readonly helped_rows: string;
  readonly led_rows: string;
}

/** The fields that cannot be read; `last` is the last number on the list, 0 when there is no such list. */
export interface UnreadPaper {
  readonly faults: readonly ('roster_code' | 'rows' | 'helped_rows' | 'led_rows')[];
  readonly last: number;
}

/** A paper list with the names that its own numbers stand for, beside the register as it stands. */
export interface ReadPaper {
  readonly sessionId: SessionId;
  readonly activityName: string;
  readonly occursOn: IsoDate;
  readonly paperVersion: number;
  /** The version of the register that stands; 0 when there is none. */
  readonly version: number;
  readonly people: readonly { readonly row: number; readonly name: string; readonly part: Part }[];
  /** On the register and not among the numbers, and the other way round. */
  readonly onlyRegister: readonly string[];
  readonly onlyPaper: readonly string[];
  readonly list: readonly Tick[];
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
    const numbers = (text: string) => readRows(text, paper.people.length);
    const [typedRows, helped, led] = [
      numbers(typed.rows),
      numbers(typed.helped_rows),
      numbers(typed.led_rows),
    ];
    const rows = typedRows?.length === 0 ? undefined : typedRows;
    if (rows === undefined || helped === undefined || led === undefined)
      return { faults: faultyFields({ rows, helped, led }), last: paper.people.length };
    return this.beside(actor, paper, { rows, helped, led });
  }

  /** Everybody on the paper is on the register afterwards, once; nobody is taken off by what a paper does not say. */
  async save(
    actor: Actor,
    { sessionId, list }: ReadPaper,
    { key, basedOn }: { readonly key: string; readonly basedOn: number },
  ): Promise<SavedRegister | AskedRegister> {
    const counts = { headCountExtra: 0, countedOut: undefined, countedBack: undefined, note: undefined };
    const form = {
      sessionId,
      key,
      basedOn,
      ticks: list,
      outcome: 'came',
      source: 'paper',
      ...counts,
    } as const;
    return this.taking.take(actor, form);
  }

  private async beside(actor: Actor, paper: PaperList, numbers: Numbers): Promise<ReadPaper> {
    const opened = await this.forms.open(actor, paper.sessionId, paper.people);
    const listed = new Map(opened.list.map((each) => [each.personId, each]));
    const partOf = (row: number, person: PersonId): Part => {
      const isLeading = numbers.led.includes(row) || listed.get(person)?.why === 'leading';
      return numbers.helped.includes(row) ? 'contributed' : isLeading ? 'led' : 'attended';
    };
    const all = [...new Set([...numbers.rows, ...numbers.helped, ...numbers.led])].sort(
      (one, other) => one - other,
    );
    const people = all.flatMap((row) => {
      const person = paper.people[row - 1];
      if (person === undefined) return [];
      return [{ row, person, name: listed.get(person)?.name ?? '', part: partOf(row, person) }];
    });
    const onPaper = new Set(people.map(({ person }) => person));
    const standing = opened.list.flatMap(({ personId, part, name }) =>
      part === undefined ? [] : [{ personId, part, name }],
    );
    const onRegister = new Set(standing.map(({ personId }) => personId));
    return {
      sessionId: paper.sessionId,
      activityName: opened.session.activityName,
      occursOn: opened.session.occursOn,
      paperVersion: paper.version,
      version: opened.sent?.version ?? 0,
      people: people.map(({ row, name, part }) => ({ row, name, part })),
      onlyRegister: standing.filter(({ personId }) => !onPaper.has(personId)).map(({ name }) => name),
      onlyPaper:
        onRegister.size === 0
          ? []
          : people.filter(({ person }) => !onRegister.has(person)).map(({ name }) => name),
      list: [
        ...standing.map(({ personId, part }) => ({ personId, part })),
        ...people
          .filter(({ person }) => !onRegister.has(person))
          .map(({ person, part }) => ({ personId: person, part })),
      ],
    };
  }
}

interface Numbers {
  readonly rows: readonly number[];
  readonly helped: readonly number[];
  readonly led: readonly number[];
}

function faultyFields({
  rows,
  helped,
  led,
}: Readonly<Record<keyof Numbers, readonly number[] | undefined>>): UnreadPaper['faults'] {
  return [
    ...(rows === undefined ? (['rows'] as const) : []),
    ...(helped === undefined ? (['helped_rows'] as const) : []),
    ...(led === undefined ? (['led_rows'] as const) : []),
  ];
}
