import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import type { SchemeId } from '../shared/ids.js';
import { concernedBy, type Move, takeRipeMoves } from './moves.statements.js';
import { PlaceLinks } from './place-links.service.js';
import { isMoved } from './session.js';
import { SessionsQueries } from './sessions.queries.js';
import { Telling } from './telling.service.js';

/** Tells people of dates that were moved. */
@Injectable()
export class Moves {
  constructor(
    private readonly sessions: SessionsQueries,
    private readonly telling: Telling,
    private readonly links: PlaceLinks,
  ) {}

  /**
   * Everybody who said yes or maybe or waits, and who leads: once for all that was changed within minutes, with what it was and what it is
   * now. Nobody when it is again as they know it. `address` is where the pages are.
   */
  async tell(tx: Tx, scheme: SchemeId, address: string): Promise<void> {
    for (const move of await takeRipeMoves(tx, scheme)) await this.tellOf(tx, scheme, { move, address });
  }

  private async tellOf(
    tx: Tx,
    scheme: SchemeId,
    { move, address }: { readonly move: Move; readonly address: string },
  ): Promise<void> {
    const session = await this.sessions.one(tx, scheme, move.sessionId);
    if (!isMoved({ startsAt: move.wasStartsAt, meetPlace: move.wasMeetPlace }, session)) return;
    for (const { person, hasAnswered } of await concernedBy(tx, scheme, move)) {
      const token = hasAnswered ? await this.links.make(tx, scheme, session.id, person) : undefined;
      const link = token === undefined ? undefined : `${address}/n/${token}`;
      await this.telling.moved(tx, scheme, { session, move, person, link });
    }
  }
}
