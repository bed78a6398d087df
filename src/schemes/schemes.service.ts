import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/index.js';
import { Ledger } from '../ledger/index.js';
import { newId, type SchemeId } from '../shared/ids.js';
import { checkedScheme, type SchemeDetails } from './scheme.js';

/** Founding schemes. It is the operator's work: the running service's role may not do it. */
@Injectable()
export class Schemes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  /** Founds a scheme and opens its accounts; refuses with `bad-scheme` or `slug-taken`. */
  async found(details: SchemeDetails): Promise<SchemeId> {
    const id = newId<SchemeId>();
    await this.work.write(id, (tx) => this.foundAs(tx, id, details));
    return id;
  }

  /** The same in an open transaction, which must work for the new scheme's id. */
  async foundAs(tx: Tx, id: SchemeId, details: SchemeDetails): Promise<void> {
    const { slug, name, timeZone, words } = checkedScheme(details);
    await tx.query(
      'INSERT INTO scheme (id, slug, name, time_zone, galaxy_one, galaxy_many) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, slug, name, timeZone, words.one, words.many],
    );
    await this.ledger.open(tx, id, id);
  }
}
