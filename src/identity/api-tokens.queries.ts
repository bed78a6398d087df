import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { ApiTokenId, SchemeId } from '../shared/ids.js';
import type { ApiScope } from './api-scope.js';
import { unknownToken } from './api-tokens.errors.js';
import * as SQL from './api-tokens.sql.js';

/** What became of a token; `nobody` says that whoever made it is no administrator now. */
export type TokenState = 'works' | 'revoked' | 'over' | 'nobody';

/** All that is known of a token; the token itself is not. */
export interface KnownToken {
  readonly id: ApiTokenId;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** The administrator who answers for it, by the name they like. */
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly endsAt: Date;
  readonly usedAt: Date | undefined;
  readonly state: TokenState;
}

interface TokenRow {
  readonly id: ApiTokenId;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly made_by: string;
  readonly made_at: Date;
  readonly ends_at: Date;
  readonly used_at: Date | null;
  readonly state: TokenState;
}

const MOST_LISTED = 200;

/** Questions about the tokens of a scheme. */
@Injectable()
export class ApiTokensQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** Those that work first; 200 at the most. */
  async list(scheme: SchemeId): Promise<readonly KnownToken[]> {
    const rows = await this.work.read(scheme, async (view) => {
      const found: TokenRow[] = await view.query(SQL.LIST, [scheme, MOST_LISTED]);
      return found;
    });
    return rows.map(tokenOf);
  }

  /** That token; refuses with `unknown-token`. */
  async one(scheme: SchemeId, token: ApiTokenId): Promise<KnownToken> {
    const [row] = await this.work.read(scheme, async (view) => {
      const found: TokenRow[] = await view.query(SQL.ONE, [scheme, token]);
      return found;
    });
    if (row === undefined) throw unknownToken();
    return tokenOf(row);
  }
}

function tokenOf(row: TokenRow): KnownToken {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    madeBy: row.made_by,
    madeAt: row.made_at,
    endsAt: row.ends_at,
    usedAt: row.used_at ?? undefined,
    state: row.state,
  };
}
