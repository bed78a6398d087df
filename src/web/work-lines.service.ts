import { Injectable } from '@nestjs/common';
import { UnitOfWork, type View } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';

/** One line of the work list: a sentence of the catalogue, and where the work is done. */
export interface WorkLine {
  readonly text: string;
  readonly href: string;
}

/** Whoever looks at the list. */
export interface Worker {
  readonly schemeId: SchemeId;
  readonly personId: PersonId;
  readonly roles: readonly string[];
}

/** Counts what one room has to do for somebody; no line where there is nothing. */
export type WorkSource = (view: View, worker: Worker) => Promise<readonly WorkLine[]>;

/** What waits for staff, asked of every room that has work for them. */
@Injectable()
export class WorkLines {
  readonly #sources: { readonly place: number; readonly source: WorkSource }[] = [];

  constructor(private readonly work: UnitOfWork) {}

  /** Called once by each room with work for staff, from its `onModuleInit`. The lowest place stands first. */
  use(place: number, source: WorkSource): void {
    this.#sources.push({ place, source });
    this.#sources.sort((one, other) => one.place - other.place);
  }

  /** Every line, as it was at one moment. */
  async for(worker: Worker): Promise<readonly WorkLine[]> {
    return this.work.read(worker.schemeId, async (view) => {
      const lines: WorkLine[] = [];
      for (const { source } of this.#sources) lines.push(...(await source(view, worker)));
      return lines;
    });
  }
}
