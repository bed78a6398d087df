import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import { UnitOfWork } from '../database/index.js';
import type { PersonId, PutRightId, SchemeId } from '../shared/ids.js';
import { unknownParticipant } from './put-right.errors.js';
import { PutRightsQueries, type PutRightsPage, type PutRightView } from './put-rights.queries.js';

type Asker = Doer & { readonly schemeId: SchemeId };

/** What was put right, or is to be, for programs of staff. Whose affairs are looked at is written down. */
@Injectable()
export class PutRightLists {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: PutRightsQueries,
    private readonly audit: Audit,
  ) {}

  /** A page of them, the oldest first. Refuses with `unknown-person` when the person named is not there. */
  async page(asker: Asker, page: PutRightsPage): Promise<readonly PutRightView[]> {
    if (page.person !== undefined) await this.look(asker, page.person);
    return this.work.read(asker.schemeId, (view) => this.queries.page(view, asker.schemeId, page));
  }

  /** That one; refuses with `unknown-put-right`. */
  async one(asker: Asker, id: PutRightId): Promise<PutRightView> {
    const found = await this.work.read(asker.schemeId, (view) => this.queries.one(view, asker.schemeId, id));
    await this.look(asker, found.personId);
    return found;
  }

  /** Writes down that somebody's affairs are looked at; refuses with `unknown-person`. */
  async look(asker: Asker, person: PersonId): Promise<void> {
    if (person === asker.personId) return;
    if (!(await this.audit.looked(asker.schemeId, asker, person))) throw unknownParticipant();
  }
}
