import { Injectable } from '@nestjs/common';
import { UnitOfWork, type View } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import * as SQL from './people.sql.js';
import type { Contact, TakingPart } from './person.js';

/** What staff look for; what is empty is not narrowed down. */
export interface PeopleFilter {
  /** Part of a name, a whole reference, a whole email address, or part of a phone number. */
  readonly search: string;
  readonly takingPart: TakingPart | '';
  readonly role: string;
  /** The first page is 1. */
  readonly page: number;
}

export interface ListedPerson {
  readonly id: PersonId;
  readonly ref: string;
  readonly likedName: string;
  readonly surname: string | undefined;
  readonly contact: Contact;
  readonly takingPart: TakingPart;
  /** Roles besides taking part. */
  readonly roles: readonly string[];
}

export interface PeoplePage {
  readonly people: readonly ListedPerson[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export const PEOPLE_ON_A_PAGE = 50;

interface Row {
  readonly id: PersonId;
  readonly ref: string;
  readonly liked_name: string;
  readonly surname: string | null;
  readonly contact: Contact;
  readonly taking_part: TakingPart;
  readonly roles: readonly string[];
}

/** Looks for people, for staff. */
@Injectable()
export class PeopleList {
  constructor(private readonly work: UnitOfWork) {}

  /** The people that fit, by name, fifty to a page. A page after the last one is the last one. */
  async find(scheme: SchemeId, { search, takingPart, role, page }: PeopleFilter): Promise<PeoplePage> {
    const wanted = search.trim().toLowerCase();
    const filter = [scheme, wanted, digitsOf(wanted), takingPart, role];
    return this.work.read(scheme, async (view) => {
      const [count]: { total: number }[] = await view.query(SQL.COUNT_PEOPLE, filter);
      const total = count?.total ?? 0;
      const pages = Math.max(1, Math.ceil(total / PEOPLE_ON_A_PAGE));
      const shown = Math.min(Math.max(1, page), pages);
      const rows: Row[] = await view.query(SQL.LIST_PEOPLE, [
        ...filter,
        PEOPLE_ON_A_PAGE,
        (shown - 1) * PEOPLE_ON_A_PAGE,
      ]);
      return { people: rows.map(listed), total, page: shown, pages };
    });
  }

  /** How many are new and not yet taking part. */
  async joining(view: View, scheme: SchemeId): Promise<number> {
    const [count]: { total: number }[] = await view.query(
      "SELECT count(*)::integer AS total FROM person WHERE scheme_id = $1 AND taking_part = 'joining'",
      [scheme],
    );
    return count?.total ?? 0;
  }
}

function listed(row: Row): ListedPerson {
  const { liked_name: likedName, surname, taking_part: takingPart, ...rest } = row;
  return { ...rest, likedName, surname: surname ?? undefined, takingPart };
}

/** The end of a phone number however it was spaced; nothing when it is too short to mean one. */
function digitsOf(text: string): string {
  const digits = text.replace(/[\s().+-]/g, '').replace(/^(0044|44|0)/, '');
  return /^\d{4,15}$/.test(digits) ? digits : '';
}
