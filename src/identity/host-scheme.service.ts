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

  /** Nothing while there is no scheme, or several and no setting that chooses. */
  async only(): Promise<Scheme | undefined> {
    const { SCHEME } = this.environment;
    const all = await this.schemes.all();
    if (SCHEME !== undefined) return all.find(({ slug }) => slug === SCHEME);
    return all.length === 1 ? all[0] : undefined;
  }
}
