import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { Consents } from './consents.service.js';
import { CARD_OF, ROLES_OF } from './people.sql.js';
import { type Person, personIn } from './people.queries.js';
import type { Consent } from './person.js';

/** What staff see of one person. */
export interface PersonOnFile {
  readonly person: Person;
  readonly consents: readonly Consent[];
  /** The roles that count now, and since when. */
  readonly roles: readonly { readonly role: string; readonly since: IsoDate }[];
  /** The day their card was made; nothing when they have none that counts. */
  readonly cardSince: IsoDate | undefined;
  /** The id of that card; empty when they have none. */
  readonly card: string;
}

@Injectable()
export class PersonFile {
  constructor(
    private readonly work: UnitOfWork,
    private readonly consents: Consents,
  ) {}

  /** All of it as it was at one moment; refuses with `unknown-person`. */
  async of(scheme: SchemeId, id: PersonId): Promise<PersonOnFile> {
    return this.work.read(scheme, async (view) => {
      const person = await personIn(view, scheme, id);
      const consents = await this.consents.ofIn(view, scheme, id);
      const roles: PersonOnFile['roles'] = await view.query(ROLES_OF, [scheme, id]);
      const [card]: { id: string; since: IsoDate }[] = await view.query(CARD_OF, [scheme, id]);
      return { person, consents, roles, cardSince: card?.since, card: card?.id ?? '' };
    });
  }
}
