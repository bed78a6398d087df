import { Injectable } from '@nestjs/common';
import { EarningRatesQueries } from '../activities/index.js';
import type { Acting } from '../audit/index.js';
import { ContributionsQueries, type ContributionView } from '../contributions/index.js';
import { UnitOfWork, type View } from '../database/index.js';
import { type ParticipantId, parseId, type SchemeId, type TransferId } from '../shared/ids.js';
import { type Galaxies, GalaxiesQueries, type Here } from './galaxies.queries.js';

/** Somebody's galaxies as their own page shows them. */
export interface Home extends Galaxies {
  /** What they said they did, where nobody has looked at it yet or it was lately not approved. */
  readonly contributions: readonly ContributionView[];
  /** What taking part gives today, for somebody who has nothing yet, where there is a rate for all. */
  readonly gives: number | undefined;
}

type Whose = Pick<Acting, 'schemeId' | 'personId'>;

/** What people see of their own galaxies. */
@Injectable()
export class HomeQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly galaxies: GalaxiesQueries,
    private readonly contributions: ContributionsQueries,
    private readonly rates: EarningRatesQueries,
  ) {}

  /** The page of somebody's own galaxies, with their latest lines; refuses with `unknown-account`. */
  async home({ schemeId, personId }: Whose, limit: number): Promise<Home> {
    return this.work.read(schemeId, async (view) => {
      const galaxies = await this.galaxies.of(view, schemeId, personId, { limit });
      const person = parseId<ParticipantId>(personId);
      const contributions = await this.contributions.openOf(view, schemeId, person);
      return { ...galaxies, contributions, gives: await this.gives(view, schemeId, galaxies) };
    });
  }

  /** The words and the day of the scheme, for somebody who has no accounts in it. */
  async here({ schemeId }: Whose): Promise<Here> {
    return this.work.read(schemeId, (view) => this.galaxies.here(view, schemeId));
  }

  /** A page of somebody's whole history; refuses with `unknown-account`. */
  async history({ schemeId, personId }: Whose, limit: number, before?: TransferId): Promise<Galaxies> {
    return this.work.read(schemeId, (view) => this.galaxies.of(view, schemeId, personId, { limit, before }));
  }

  /** It is said to those who have nothing yet, and asked for them alone. */
  private async gives(
    view: View,
    scheme: SchemeId,
    { numbers, here }: Galaxies,
  ): Promise<number | undefined> {
    if (numbers.inTotal > 0) return undefined;
    const { attended } = await this.rates.inForce(view, scheme, { activityId: undefined, on: here.today });
    return attended?.galaxies;
  }
}
