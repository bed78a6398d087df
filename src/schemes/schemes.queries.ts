import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { SchemeId } from '../shared/ids.js';
import type { Scheme } from './scheme.js';
import { unknownScheme } from './schemes.errors.js';

interface SchemeRow {
  readonly id: SchemeId;
  readonly slug: string;
  readonly name: string;
  readonly time_zone: string;
  readonly galaxy_one: string;
  readonly galaxy_many: string;
}

const SCHEME = 'SELECT id, slug, name, time_zone, galaxy_one, galaxy_many FROM scheme';

/** Which schemes live here. A scheme's own row is not behind row-level security: its name is on the front page. */
@Injectable()
export class SchemesQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** Every scheme, by slug. */
  async all(): Promise<readonly Scheme[]> {
    const rows = await this.work.ask<SchemeRow>(`${SCHEME} ORDER BY slug`);
    return rows.map(schemeOf);
  }

  /** The scheme of that slug; refuses with `unknown-scheme`. */
  async bySlug(slug: string): Promise<Scheme> {
    const [row] = await this.work.ask<SchemeRow>(`${SCHEME} WHERE slug = $1`, [slug]);
    if (row === undefined) throw unknownScheme();
    return schemeOf(row);
  }

  /** The scheme of that id; refuses with `unknown-scheme`. */
  async byId(id: SchemeId): Promise<Scheme> {
    const [row] = await this.work.ask<SchemeRow>(`${SCHEME} WHERE id = $1`, [id]);
    if (row === undefined) throw unknownScheme();
    return schemeOf(row);
  }
}

function schemeOf(row: SchemeRow): Scheme {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    timeZone: row.time_zone,
    words: { one: row.galaxy_one, many: row.galaxy_many },
  };
}
