import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { EntryId, PersonId, SchemeId } from '../shared/ids.js';
import { AccountsQueries, type LinesPage, type Standing } from './accounts.queries.js';
import type { Line } from './line.js';
import { StoriesQueries } from './stories.queries.js';
import type { Stories } from './story.js';

/** What pages need to know of the scheme to speak of days and galaxies. */
export interface Here {
  readonly timeZone: string;
  readonly today: IsoDate;
  /** What the scheme calls one galaxy, and several. */
  readonly one: string;
  readonly many: string;
}

/** What somebody has, and a page of what happened with what is behind it. */
export interface Galaxies extends Standing {
  readonly here: Here;
  readonly stories: Stories;
}

/** One line with what is behind it. */
export interface ToldLine {
  readonly here: Here;
  readonly line: Line;
  readonly stories: Stories;
}

const HERE = `
  SELECT time_zone AS "timeZone", to_char(clock_timestamp() AT TIME ZONE time_zone, 'YYYY-MM-DD') AS today,
    galaxy_one AS one, galaxy_many AS many FROM scheme WHERE id = $1`;

/** What happened to somebody's galaxies, with the stories behind it. */
@Injectable()
export class GalaxiesQueries {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly stories: StoriesQueries,
  ) {}

  /** What they have and a page of their lines; refuses with `unknown-account`. */
  async of(view: View, scheme: SchemeId, person: PersonId, page: LinesPage): Promise<Galaxies> {
    const standing = await this.accounts.standing(view, scheme, person, page);
    const stories = await this.stories.of(view, scheme, standing.lines);
    return { ...standing, stories, here: await this.here(view, scheme) };
  }

  /** That line of theirs; refuses with `unknown-entry`. */
  async line(view: View, scheme: SchemeId, person: PersonId, entry: EntryId): Promise<ToldLine> {
    const line = await this.accounts.line(view, scheme, person, entry);
    const stories = await this.stories.of(view, scheme, [line]);
    return { line, stories, here: await this.here(view, scheme) };
  }

  /** The scheme's day, clock and words for galaxies. */
  async here(view: View, scheme: SchemeId): Promise<Here> {
    const [row]: Here[] = await view.query(HERE, [scheme]);
    if (row === undefined) throw new Error('A scheme that is open is not there.');
    return row;
  }
}
