import { Injectable } from '@nestjs/common';
import { Environment } from '../config/index.js';
import { type Scheme, SchemesQueries } from '../schemes/index.js';

/** Whose pages these are: the scheme that the settings name, or the only one there is. */
@Injectable()
export class HostScheme {
  constructor(
    private readonly environment: Environment,
    private readonly schemes: SchemesQueries,
  ) {}

  /** The slug that the settings name; nothing where the only scheme there is counts. */
  get slug(): string | undefined {
    return this.environment.SCHEME;
  }

  /** Nothing while there is no scheme, or several and no setting that chooses. */
  async only(): Promise<Scheme | undefined> {
    const all = await this.schemes.all();
    if (this.slug !== undefined) return all.find(({ slug }) => slug === this.slug);
    return all.length === 1 ? all[0] : undefined;
  }
}
