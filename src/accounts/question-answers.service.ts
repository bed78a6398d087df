import { Injectable } from '@nestjs/common';
import type { Doer } from '../audit/index.js';
import { UnitOfWork } from '../database/index.js';
import { type Telling, tellingOf } from '../messages/index.js';
import type { QuestionId, SchemeId } from '../shared/ids.js';
import { type Galaxies, GalaxiesQueries, type ToldLine } from './galaxies.queries.js';
import type { Question } from './question.js';
import { QuestionsQueries } from './questions.queries.js';
import { Questions } from './questions.service.js';

/** A question with the line it is about. */
export interface AskedLine extends ToldLine {
  readonly question: Question;
  /** Whether the person was told the answer; nothing until there is one, and when they look here for it. */
  readonly telling: Telling | undefined;
}

/** What staff do with the questions that people ask about their lines. */
@Injectable()
export class QuestionAnswers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly questions: Questions,
    private readonly queries: QuestionsQueries,
    private readonly galaxies: GalaxiesQueries,
  ) {}

  /** Those that nobody answered yet, and what day it is there. */
  async waiting(scheme: SchemeId): Promise<{ questions: readonly Question[]; here: Galaxies['here'] }> {
    return this.work.read(scheme, async (view) => ({
      questions: await this.queries.toAnswer(view, scheme),
      here: await this.galaxies.here(view, scheme),
    }));
  }

  /** That one with its line; refuses with `unknown-question`. */
  async one(scheme: SchemeId, id: QuestionId): Promise<AskedLine> {
    return this.work.read(scheme, async (view) => {
      const question = await this.queries.one(view, scheme, id);
      const { personId: person, entryId } = question;
      const told = await this.galaxies.line(view, scheme, person, entryId);
      return {
        ...told,
        question,
        telling: await tellingOf(view, { scheme, person, kind: 'answer', key: id }),
      };
    });
  }

  /** Answers one; refuses as `Questions.answer` does. */
  async answer(by: Doer & { readonly schemeId: SchemeId }, id: QuestionId, words: string): Promise<void> {
    await this.work.write(by.schemeId, (tx) => this.questions.answer(tx, by, id, words));
  }
}
