import { Injectable } from '@nestjs/common';
import { type Acting, weightiest } from '../audit/index.js';
import { UnitOfWork, type View } from '../database/index.js';
import { Roles } from '../identity/index.js';
import { type EntryId, parseId, type PersonId, type SchemeId } from '../shared/ids.js';
import { GalaxiesQueries, type ToldLine } from './galaxies.queries.js';
import type { Question } from './question.js';
import { QuestionsQueries } from './questions.queries.js';

/** Who wrote something down. Without a name it was nobody of the scheme: a job, or an old book that moved in. */
export interface Writer {
  readonly isThemselves: boolean;
  readonly name: string | undefined;
  readonly role: string | undefined;
}

/** Everything behind one line. */
export interface Why extends ToldLine {
  readonly writer: Writer;
  readonly questions: readonly Question[];
}

/** Why a line is in somebody's history. Somebody else's is as if it were not there. */
@Injectable()
export class WhyQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly galaxies: GalaxiesQueries,
    private readonly questions: QuestionsQueries,
    private readonly roles: Roles,
  ) {}

  /** What is behind one line; refuses with `unknown-entry`. */
  async of({ schemeId, personId }: Pick<Acting, 'schemeId' | 'personId'>, entry: EntryId): Promise<Why> {
    return this.work.read(schemeId, async (view) => {
      const told = await this.galaxies.line(view, schemeId, personId, entry);
      const transfers = told.line.transfers.map(({ id }) => id);
      const writer = parseId<PersonId>(told.line.recordedBy);
      return {
        ...told,
        writer: { ...(await this.nameAndRole(view, schemeId, writer)), isThemselves: writer === personId },
        questions: await this.questions.about(view, schemeId, personId, transfers),
      };
    });
  }

  private async nameAndRole(
    view: View,
    scheme: SchemeId,
    writer: PersonId,
  ): Promise<Omit<Writer, 'isThemselves'>> {
    const [known]: { name: string }[] = await view.query(
      'SELECT liked_name AS name FROM person WHERE scheme_id = $1 AND id = $2',
      [scheme, writer],
    );
    return { name: known?.name, role: weightiest(await this.roles.of(view, scheme, writer)) };
  }
}
