import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { Actor } from '../identity/index.js';
import type { PersonId, SessionId } from '../shared/ids.js';
import { FOUND } from './lists.sql.js';
import { type Found, foundIn, type PersonRow } from './names.statements.js';
import type { OnPaper } from './paper-beside.js';
import { type PutOn, putOnOf } from './put-on.statements.js';
import type { Listed } from './register-form.js';
import { type TakenOff, takenOffOf } from './taken-off.statements.js';
import type { PaperName } from './typed-paper.js';

/** What is chosen of a name when it is somebody new. */
export const NEW = 'new';

/** Somebody whom a name on a paper may stand for. */
export interface MayBe extends Found {
  /** How they came onto the register of that session; nothing where they never were on it. */
  readonly putOn: PutOn | undefined;
  /** True of whoever types it up. */
  readonly isSelf: boolean;
  /** True of whoever is on that register, or is to be. */
  readonly isListed: boolean;
}

/** A name that was written on the paper, and the people it may be. */
export interface WrittenName extends PaperName {
  readonly found: readonly MayBe[];
  /** Who it is: chosen, or the only one it can be. Nobody where that is open, or where it is somebody new. */
  readonly person: PersonId | undefined;
  /** True until somebody says which of them it is, or that it is somebody new. */
  readonly isOpen: boolean;
}

/** Names of one paper, with what was chosen of each so far. */
interface Written {
  readonly session: SessionId;
  /** Who is on its register, or is to be. */
  readonly list: readonly Listed[];
  readonly names: readonly PaperName[];
  readonly who: readonly string[];
}

/** Somebody who is on the paper, or may be, and was taken off the register before. */
export interface TakenOffName extends TakenOff {
  readonly name: string;
}

/** What there is to know of the people on a paper before anybody of it is saved. */
@Injectable()
export class PaperPeople {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Whom the names stand for that were written on it: everybody whom staff find by them, and whoever asks, for their own name may
   * stand on a paper like any other.
   */
  async written(
    { schemeId: scheme, personId: self }: Actor,
    { session, list, names, who }: Written,
  ): Promise<readonly WrittenName[]> {
    const listed = new Set(list.map(({ personId }) => personId));
    return this.work.read(scheme, async (view) => {
      const read: WrittenName[] = [];
      for (const [index, each] of names.entries()) {
        const rows: (PersonRow & { readonly ref: string })[] = await view.query(FOUND, [
          ...[scheme, each.name, true, self, session],
        ]);
        const people = rows.map(({ id }) => id);
        const putOn = await putOnOf(view, { scheme, session }, people);
        const found = foundIn(rows, true)
          .map((one) => ({ ...one, putOn: putOn.get(one.id), isListed: listed.has(one.id) }))
          .map((one) => ({ ...one, isSelf: one.id === self }))
          .toSorted((one, other) => Number(other.isSelf) - Number(one.isSelf));
        const chosen = who[index] ?? '';
        const person = personOf(found, chosen);
        read.push({ ...each, found, person, isOpen: person === undefined && chosen !== NEW });
      }
      return read;
    });
  }

  /** Who of them was taken off the register of that session before, A to Z. */
  async takenOff(
    { schemeId: scheme }: Actor,
    session: SessionId,
    people: readonly Pick<OnPaper, 'person' | 'name'>[],
  ): Promise<readonly TakenOffName[]> {
    const names = new Map(people.map(({ person, name }) => [person, name]));
    const found = await this.work.read(scheme, (view) =>
      takenOffOf(view, { scheme, session }, [...names.keys()]),
    );
    return found
      .map((each) => ({ ...each, name: names.get(each.person) ?? '' }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'));
  }
}

/** Whoever is named on the paper, with what they did: whoever is to lead has led. */
export function namedOn(
  { person, found, row, part }: WrittenName,
  list: readonly Listed[],
): readonly OnPaper[] {
  const name = found.find(({ id }) => id === person)?.name;
  if (person === undefined || name === undefined) return [];
  const leads = list.some(({ personId, why }) => personId === person && why === 'leading');
  return [{ row, person, name, part: leads && part === 'attended' ? 'led' : part }];
}

/** Everybody whom a name may stand for while that is open. */
export function mayBe({ isOpen, found }: WrittenName): readonly Pick<OnPaper, 'person' | 'name'>[] {
  return isOpen ? found.map(({ id, name }) => ({ person: id, name })) : [];
}

/** Until somebody says who a name is, it is the only one it can be; whoever types it up is asked. */
function personOf(found: readonly MayBe[], chosen: string): PersonId | undefined {
  const [only, ...others] = found;
  if (chosen !== '') return found.find(({ id }) => id === chosen)?.id;
  return others.length === 0 && only?.isSelf === false ? only.id : undefined;
}
