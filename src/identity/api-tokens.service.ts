import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';
import {
  type ActorId,
  type ApiTokenId,
  newId,
  parseId,
  type PersonId,
  type SchemeId,
} from '../shared/ids.js';
import type { Actor } from './actor.js';
import { type ApiScope, secretIn, type TokenDays, tokenOf } from './api-scope.js';
import { unknownToken } from './api-tokens.errors.js';
import * as SQL from './api-tokens.sql.js';
import { RateLimits } from './rate-limits.service.js';
import type { Administrator } from './role-grants.service.js';
import { hashOf, newSecret } from './secret.js';

/** What a new token is for, and how long it works. */
export interface NewToken {
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly days: TokenDays;
}

/** Who came with a token: nobody when it is unknown, over or revoked. */
export type Shown =
  | { readonly outcome: 'in'; readonly actor: Actor; readonly scopes: readonly ApiScope[] }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'too-often' };

/** Ten a second, for each token by itself: one that asks too often slows down nobody else. */
const EACH_TOKEN = { most: 600, seconds: 60 } as const;
/** Tokens that are none, from one network. A token that works is not counted, so nobody's is kept out by it. */
const WRONG_TOKENS = { most: 60, seconds: 60 } as const;

interface TokenRow {
  readonly id: ApiTokenId;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly made_by: PersonId;
}

/** Tokens for programs. Each is kept as a hash, works for a year at the most, and only while its maker is an administrator. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly work: UnitOfWork,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
  ) {}

  /** A new token. It is told here once and kept nowhere. Refuses with `token-name-taken`. */
  async make(by: Administrator, { name, scopes, days }: NewToken): Promise<string> {
    const { schemeId, personId } = by;
    const id = newId<ApiTokenId>();
    const secret = newSecret();
    await this.work.write(schemeId, async (tx) => {
      await tx.query(SQL.MAKE, [schemeId, id, name, hashOf(secret), scopes, personId, days]);
      const details = { scopes: scopes.map((scope) => scope.replace(':', '.')), days };
      await this.audit.note(tx, { by, action: 'token.made', subject: { kind: 'token', id }, details });
    });
    return tokenOf(secret);
  }

  /** Ends a token: the next request with it is refused. Refuses with `unknown-token`. */
  async revoke(by: Administrator, token: ApiTokenId): Promise<void> {
    await this.work.write(by.schemeId, async (tx) => {
      const [rows]: [unknown[]] = await tx.query(SQL.REVOKE, [by.schemeId, token, by.personId]);
      if (rows.length === 0) throw unknownToken();
      await this.audit.note(tx, { by, action: 'token.revoked', subject: { kind: 'token', id: token } });
    });
  }

  /** Who a token stands for now. Each use is counted, and each token that is none for its network. */
  async show(scheme: SchemeId, token: string, network: string): Promise<Shown> {
    const secret = secretIn(token);
    return this.work.write(scheme, async (tx) => {
      const row = secret === undefined ? undefined : await this.find(tx, scheme, secret);
      const subject = row === undefined ? `network/${network}` : `token/${row.id}`;
      const isWithin = await this.limits.take(tx, subject, row === undefined ? WRONG_TOKENS : EACH_TOKEN);
      if (!isWithin) return { outcome: 'too-often' };
      return row === undefined
        ? { outcome: 'unknown' }
        : { outcome: 'in', actor: actorOf(scheme, row), scopes: row.scopes };
    });
  }

  private async find(tx: Tx, scheme: SchemeId, secret: string): Promise<TokenRow | undefined> {
    const [row]: TokenRow[] = await tx.query(SQL.USE, [scheme, hashOf(secret)]);
    return row;
  }
}

/** The program acts for the administrator who made its token, with what staff may do and its scopes let it. */
function actorOf(schemeId: SchemeId, { id, name, made_by: personId }: TokenRow): Actor {
  return {
    schemeId,
    personId,
    actorId: parseId<ActorId>(personId),
    roles: ['staff'],
    signInId: parseId(id),
    tokenId: id,
    channel: 'api',
    likedName: name,
    waitingRoles: [],
    hasSecondFactor: false,
    isNewDevice: false,
  };
}
