import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import { UnitOfWork } from '../database/index.js';
import { type ContributionId, type ParticipantId, parseId, type SchemeId } from '../shared/ids.js';
import { unknownContribution, unknownParticipant } from './contributions.errors.js';
import {
  type ContributionsPage,
  ContributionsQueries,
  type ContributionView,
} from './contributions.queries.js';

type Asker = Doer & { readonly schemeId: SchemeId };

/** Contributions for whoever may see them: people see their own, staff everybody's. */
@Injectable()
export class ContributionLists {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: ContributionsQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * A page of them, the oldest first. Those of somebody else, asked for by name, are looked at, which is written down;
   * whoever may not see them is answered like one who asks for somebody who is not there (`unknown-person`).
   */
  async page(asker: Asker, { person, ...page }: ContributionsPage): Promise<readonly ContributionView[]> {
    const { schemeId, personId } = asker;
    const isStaff = asker.roles.includes('staff');
    if (person !== undefined && person !== personId) {
      if (!isStaff || !(await this.audit.looked(schemeId, asker, person))) throw unknownParticipant();
    }
    const whose = isStaff ? person : parseId<ParticipantId>(personId);
    return this.work.read(schemeId, (view) => this.queries.page(view, schemeId, { ...page, person: whose }));
  }

  /** That one; somebody else's is as if it were not there, but for staff (`unknown-contribution`). */
  async one(asker: Asker, id: ContributionId): Promise<ContributionView> {
    const found = await this.work.read(asker.schemeId, (view) => this.queries.one(view, asker.schemeId, id));
    if (found.personId === asker.personId) return found;
    if (!asker.roles.includes('staff')) throw unknownContribution();
    await this.audit.looked(asker.schemeId, asker, found.personId);
    return found;
  }
}
