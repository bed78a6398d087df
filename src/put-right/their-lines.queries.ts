import { Injectable } from '@nestjs/common';
import { GalaxiesQueries, givenIn, type Why, WhyQueries } from '../accounts/index.js';
import { UnitOfWork } from '../database/index.js';
import type { EntryId } from '../shared/ids.js';
import { type LineStanding, PutRightsQueries, type SecondPerson } from './put-rights.queries.js';
import type { Whose } from './their-galaxies.queries.js';

/** One line as staff see it. */
export interface TheirLine {
  readonly name: string;
  readonly why: Why;
  /** What it gave; nothing where there is nothing to put right. */
  readonly given: number | undefined;
  readonly standing: LineStanding;
  readonly toUse: number;
  readonly seconds: readonly SecondPerson[];
}

const NOTHING_GIVEN: LineStanding = { state: 'turned', putRightId: undefined };

/** What staff see of one line, and what they may do about it. */
@Injectable()
export class TheirLinesQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly putRights: PutRightsQueries,
    private readonly galaxies: GalaxiesQueries,
    private readonly reasons: WhyQueries,
  ) {}

  /** One line of theirs; refuses with `unknown-entry`. */
  async one({ schemeId, personId, staff }: Whose, entry: EntryId): Promise<TheirLine> {
    const why = await this.reasons.of({ schemeId, personId }, entry);
    const given = givenIn(why.line);
    return this.work.read(schemeId, async (view) => ({
      why,
      given: given?.toUse,
      name: await this.putRights.nameOf(view, schemeId, personId),
      standing: given === undefined ? NOTHING_GIVEN : await this.putRights.standing(view, schemeId, given.id),
      toUse: (await this.galaxies.of(view, schemeId, personId, { limit: 1 })).numbers.toUse,
      seconds: await this.putRights.seconds(view, schemeId, [staff, personId]),
    }));
  }
}
