import { Injectable } from '@nestjs/common';
import {
  type Galaxies,
  GalaxiesQueries,
  type Here,
  type Question,
  QuestionsQueries,
  type ToldLine,
} from '../accounts/index.js';
import { UnitOfWork, type View } from '../database/index.js';
import { type Telling, tellingOf } from '../messages/index.js';
import type { PersonId, PutRightId, SchemeId, TransferId } from '../shared/ids.js';
import { PutRightsQueries, type PutRightView, type SecondPerson } from './put-rights.queries.js';

/** Somebody's galaxies as staff see them. */
export interface TheirGalaxies {
  readonly name: string;
  readonly galaxies: Galaxies;
  readonly waiting: readonly PutRightView[];
  /** What they asked about their lines and nobody has answered. */
  readonly questions: readonly Question[];
}

/** What is needed to give or take by hand. */
export interface ByHand {
  readonly name: string;
  readonly toUse: number;
  readonly seconds: readonly SecondPerson[];
}

/** What waits or was decided, with its line and what the person has now. */
export interface OnePutRight {
  readonly putRight: PutRightView;
  readonly line: ToldLine | undefined;
  readonly here: Here;
  readonly toUse: number;
  /** Whether the person was told, once it is done. */
  readonly telling: Telling | undefined;
}

/** What waits for a second person. */
export interface WaitingPutRights {
  readonly waiting: readonly PutRightView[];
  readonly here: Here;
}

/** Whose galaxies they are, and who of the staff looks: nobody is asked to agree with themselves. */
export interface Whose {
  readonly schemeId: SchemeId;
  readonly personId: PersonId;
  readonly staff: PersonId;
}

/** What staff see of somebody's galaxies, and of what is put right about them. */
@Injectable()
export class TheirGalaxiesQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly putRights: PutRightsQueries,
    private readonly galaxies: GalaxiesQueries,
    private readonly questions: QuestionsQueries,
  ) {}

  /** Their numbers and a page of their lines; refuses with `unknown-account`. */
  async of({ schemeId, personId }: Whose, limit: number, before?: TransferId): Promise<TheirGalaxies> {
    return this.work.read(schemeId, async (view) => ({
      name: await this.putRights.nameOf(view, schemeId, personId),
      galaxies: await this.galaxies.of(view, schemeId, personId, { limit, before }),
      waiting: await this.putRights.waiting(view, schemeId, personId),
      questions: await this.questions.openOf(view, schemeId, personId),
    }));
  }

  /** Whose page it is, also when they have no account. */
  async whose(scheme: SchemeId, person: PersonId): Promise<Pick<TheirGalaxies, 'name'>> {
    return this.work.read(scheme, async (view) => ({
      name: await this.putRights.nameOf(view, scheme, person),
    }));
  }

  /** What giving or taking by hand needs; refuses with `unknown-account`. */
  async byHand({ schemeId, personId, staff }: Whose): Promise<ByHand> {
    return this.work.read(schemeId, async (view) => ({
      name: await this.putRights.nameOf(view, schemeId, personId),
      toUse: await this.toUse(view, schemeId, personId),
      seconds: await this.putRights.seconds(view, schemeId, [staff, personId]),
    }));
  }

  /** That one, as it stands; refuses with `unknown-put-right`. */
  async one(scheme: SchemeId, id: PutRightId): Promise<OnePutRight> {
    return this.work.read(scheme, async (view) => {
      const putRight = await this.putRights.one(view, scheme, id);
      const { personId, lineEntryId: entry } = putRight;
      return {
        putRight,
        line: entry === undefined ? undefined : await this.galaxies.line(view, scheme, personId, entry),
        here: await this.galaxies.here(view, scheme),
        toUse: await this.toUse(view, scheme, personId),
        telling: await tellingOf(view, { scheme, person: personId, kind: 'put-right', key: id }),
      };
    });
  }

  /** What waits, the oldest first. */
  async waiting(scheme: SchemeId): Promise<WaitingPutRights> {
    return this.work.read(scheme, async (view) => ({
      waiting: await this.putRights.waiting(view, scheme),
      here: await this.galaxies.here(view, scheme),
    }));
  }

  private async toUse(view: View, scheme: SchemeId, person: PersonId): Promise<number> {
    return (await this.galaxies.of(view, scheme, person, { limit: 1 })).numbers.toUse;
  }
}
