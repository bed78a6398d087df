import type { Tx } from '../database/index.js';
import { available, type Ledger, type NewEntry, type Recorded } from '../ledger/index.js';
import type { Participants } from '../participants/index.js';
import type { ParticipantId, SchemeId, TransferId } from '../shared/ids.js';
import { COMMAND_LINE } from './actors.js';
import {
  EXAMPLE_NAMES,
  EXAMPLE_PEOPLE,
  exampleHappenings,
  type Happening,
  type Line,
  type Ref,
} from './example-scheme.js';

/** Where the story is told. */
interface Book {
  readonly ledger: Ledger;
  readonly participants: Participants;
}

/** Tells the example's story to the ledger, in the order it was recorded. */
export class ExampleStory {
  readonly #people = new Map<Ref, ParticipantId>();
  readonly #recorded = new Map<string, Recorded>();

  constructor(
    private readonly book: Book,
    private readonly tx: Tx,
    private readonly scheme: SchemeId,
  ) {}

  /** Returns how many entries were not there before. */
  async tell(): Promise<number> {
    for (const ref of EXAMPLE_PEOPLE) {
      const likedName = EXAMPLE_NAMES[ref];
      const details = { likedName, email: `${likedName.toLowerCase()}@example.org` };
      this.#people.set(ref, await this.book.participants.join(this.tx, this.scheme, ref, details));
    }
    for (const happening of exampleHappenings()) {
      this.#recorded.set(happening.key, await this.#record(happening));
    }
    return [...this.#recorded.values()].filter(({ repeated }) => !repeated).length;
  }

  async #record(happening: Happening): Promise<Recorded> {
    const { ledger } = this.book;
    const { tx } = this;
    const details = this.#details(happening);
    switch (happening.what) {
      case 'opened':
        return ledger.record(tx, {
          ...details,
          kind: 'opening',
          transfers: this.#from('opening', happening.lines),
        });
      case 'earned':
        return ledger.record(tx, {
          ...details,
          kind: happening.kind,
          transfers: this.#from('issued', happening.lines),
        });
      case 'held':
        return ledger.hold(tx, {
          ...details,
          participant: this.#person(happening.by),
          amount: happening.amount,
        });
      case 'settled':
        return ledger.settle(tx, { ...details, ...this.#closing(happening) });
      case 'released':
        return ledger.release(tx, { ...details, ...this.#closing(happening) });
      case 'given to the pot':
        return ledger.transfer(tx, { ...details, ...this.#gift(happening) });
      case 'turned round': {
        const transfers = [this.#transfer(happening.of, happening.line)];
        return ledger.reverse(tx, { ...details, reason: happening.reason, transfers });
      }
    }
  }

  #gift({ by, amount }: Extract<Happening, { what: 'given to the pot' }>) {
    return { debit: available(this.#person(by)), credit: 'pot', amount } as const;
  }

  #details({ key, on, at }: Happening) {
    return {
      scheme: this.scheme,
      sourceKey: key,
      occurredOn: on,
      recordedAt: at,
      recordedBy: COMMAND_LINE,
    } as const;
  }

  #from(debit: 'issued' | 'opening', lines: readonly Line[]): NewEntry['transfers'] {
    return lines.map(({ who, amount }) => ({ debit, credit: available(this.#person(who)), amount }));
  }

  #closing({ hold, by, amount }: Extract<Happening, { hold: string }>) {
    return { hold: this.#transfer(hold, 0), participant: this.#person(by), amount };
  }

  #person(ref: Ref): ParticipantId {
    const id = this.#people.get(ref);
    if (id === undefined) throw new Error(`The example has nobody called ${ref}.`);
    return id;
  }

  #transfer(key: string, line: number): TransferId {
    const id = this.#recorded.get(key)?.transferIds[line];
    if (id === undefined) throw new Error(`The example has no line ${String(line)} under ${key}.`);
    return id;
  }
}
