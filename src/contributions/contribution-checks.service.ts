import { Injectable } from '@nestjs/common';
import { EarningRatesQueries } from '../activities/index.js';
import type { Doer } from '../audit/index.js';
import { UnitOfWork } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';
import type { ContributionId, SchemeId } from '../shared/ids.js';
import { type Contribution, CONTRIBUTION_STATES, isOwnOf } from './contribution.js';
import { Contributions } from './contributions.service.js';
import { ContributionsQueries, type ContributionView } from './contributions.queries.js';

type Checker = Doer & { readonly schemeId: SchemeId };

/** What became of one of several. */
export interface CheckResult {
  readonly id: ContributionId;
  /** The galaxies it gave, or the code of the refusal. */
  readonly outcome: number | string;
}

/** How many are looked at on one page. */
export const A_PAGE = 20;

/** Staff look at what people said they did: one by one, or several at once. */
@Injectable()
export class ContributionChecks {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: Contributions,
    private readonly queries: ContributionsQueries,
    private readonly rates: EarningRatesQueries,
  ) {}

  /** Those that nobody has looked at, the oldest first, and whether there are more. */
  async waiting(scheme: SchemeId, after?: ContributionId): Promise<readonly ContributionView[]> {
    const page = { state: CONTRIBUTION_STATES[0], after, limit: A_PAGE + 1 };
    return this.work.read(scheme, (view) => this.queries.page(view, scheme, page));
  }

  /** That one; refuses with `unknown-contribution`. */
  async one(scheme: SchemeId, id: ContributionId): Promise<ContributionView> {
    return this.work.read(scheme, (view) => this.queries.one(view, scheme, id));
  }

  /** What approving it would give, by the rate of its day; nothing where there is no rate. */
  async wouldGive(
    scheme: SchemeId,
    { occurredOn: on }: Pick<ContributionView, 'occurredOn'>,
  ): Promise<number | undefined> {
    return this.work.read(scheme, async (view) => {
      const { contributed } = await this.rates.inForce(view, scheme, { activityId: undefined, on });
      return contributed?.galaxies;
    });
  }

  /** Those of them that are there, in the order they are asked for. */
  async several(scheme: SchemeId, ids: readonly ContributionId[]): Promise<readonly ContributionView[]> {
    return this.work.read(scheme, async (view) => {
      const found: ContributionView[] = [];
      for (const id of ids) {
        const one = await this.queries.one(view, scheme, id).catch(nothingForRefusal);
        if (one !== undefined) found.push(one);
      }
      return found;
    });
  }

  /** Approves each by itself, so that one that cannot be does not keep back the others: a result for each of them. */
  async approveSeveral(by: Checker, ids: readonly ContributionId[]): Promise<readonly CheckResult[]> {
    const results: CheckResult[] = [];
    for (const id of new Set(ids)) results.push({ id, outcome: await this.outcomeOf(by, id) });
    return results;
  }

  /** Approves one; refuses as `Contributions.approve` does. */
  async approve(by: Checker, id: ContributionId): Promise<number> {
    const decision = { scheme: by.schemeId, id, decidedBy: by.personId, by };
    const approved = await this.work.write(by.schemeId, (tx) => this.contributions.approve(tx, decision), {
      keyed: true,
    });
    return approved.galaxies;
  }

  /** Does not approve one, with the reason that the person reads. */
  async refuse(by: Checker, id: ContributionId, reason: string): Promise<void> {
    const decision = { scheme: by.schemeId, id, decidedBy: by.personId, by, reason };
    await this.work.write(by.schemeId, (tx) => this.contributions.refuse(tx, decision));
  }

  private async outcomeOf(by: Checker, id: ContributionId): Promise<number | string> {
    try {
      return await this.approve(by, id);
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }
}

/** How it stands for whoever looked at it: what became of a tick. */
export function standsAs(
  one: Pick<Contribution, 'state' | 'decidedBy' | 'personId' | 'askedBy'>,
  by: Doer,
): 'approved' | 'decided' | 'own' | 'no-rate' {
  if (one.state === 'approved' && one.decidedBy === by.personId) return 'approved';
  if (one.state !== 'pending') return 'decided';
  return isOwnOf(one, by.personId) ? 'own' : 'no-rate';
}

function nothingForRefusal(error: unknown): undefined {
  if (error instanceof DomainError) return undefined;
  throw error;
}
