import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import { UnitOfWork } from '../database/index.js';
import type { PersonId, QuestionId, SchemeId } from '../shared/ids.js';
import { unknownAsker, unknownQuestion } from './accounts.errors.js';
import type { Question } from './question.js';
import { QuestionsQueries, type QuestionsPage } from './questions.queries.js';

type Asker = Doer & { readonly schemeId: SchemeId };

/** Questions for whoever may see them: people see their own, staff everybody's. */
@Injectable()
export class QuestionLists {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: QuestionsQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * A page of them, in the order they were asked. That somebody else's were asked for is written down; whoever may not see
   * them is answered like one who asks for somebody who is not there (`unknown-person`).
   */
  async page(asker: Asker, { person, ...page }: QuestionsPage): Promise<readonly Question[]> {
    if (person !== undefined) await this.look(asker, person);
    const whose = isStaff(asker) ? person : asker.personId;
    return this.work.read(asker.schemeId, (view) =>
      this.queries.page(view, asker.schemeId, { ...page, person: whose }),
    );
  }

  /** That one; somebody else's is as if it were not there, but for staff (`unknown-question`). */
  async one(asker: Asker, id: QuestionId): Promise<Question> {
    const found = await this.work.read(asker.schemeId, (view) => this.queries.one(view, asker.schemeId, id));
    if (found.personId === asker.personId) return found;
    if (!isStaff(asker)) throw unknownQuestion();
    await this.look(asker, found.personId);
    return found;
  }

  private async look(asker: Asker, person: PersonId): Promise<void> {
    if (person === asker.personId) return;
    if (!isStaff(asker) || !(await this.audit.looked(asker.schemeId, asker, person))) throw unknownAsker();
  }
}

function isStaff({ roles }: Asker): boolean {
  return roles.includes('staff');
}
