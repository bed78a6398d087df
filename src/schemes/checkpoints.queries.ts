import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import { SealsQueries, type SealView } from '../ledger/index.js';
import { unknownScheme } from './schemes.errors.js';
import { SchemesQueries } from './schemes.queries.js';

/** The seals of a scheme as anyone may see them. */
@Injectable()
export class CheckpointsQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly schemes: SchemesQueries,
    private readonly seals: SealsQueries,
  ) {}

  /** The newest; refuses with `unknown-scheme`, or `unknown-seal` before the first. */
  async latest(slug: string): Promise<SealView> {
    const { id } = await this.schemeOf(slug);
    return this.work.read(id, (view) => this.seals.latest(view, id));
  }

  /** Those after a number, in order, at most `limit`; refuses with `unknown-scheme`. */
  async page(slug: string, after: number, limit: number): Promise<readonly SealView[]> {
    const { id } = await this.schemeOf(slug);
    return this.work.read(id, (view) => this.seals.page(view, id, { after, limit }));
  }

  /** A name that no scheme can have is not even asked for: PostgreSQL cannot read every text an address can hold. */
  private async schemeOf(slug: string) {
    if (!/^[a-z0-9-]{1,40}$/.test(slug)) throw unknownScheme();
    return this.schemes.bySlug(slug);
  }
}
