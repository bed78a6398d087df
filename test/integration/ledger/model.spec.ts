import fc from 'fast-check';
import { Book } from '../../support/book.js';
import { ALL_OUTCOMES, Coverage } from '../../support/model/coverage.js';
import { type Choice, choices } from '../../support/model/facts.js';
import { ModelRun } from '../../support/model/model-run.js';
import { WANTED_COMMANDS } from '../../support/model/wanted.js';

const LONGEST = 200;

/** One command of a run; fast-check makes the run shorter when it fails. */
class Step implements fc.AsyncCommand<ModelRun, ModelRun> {
  constructor(private readonly choice: Choice) {}

  check(): boolean {
    return true;
  }

  async run(run: ModelRun): Promise<void> {
    await run.step(this.choice);
  }

  toString(): string {
    return JSON.stringify(this.choice);
  }
}

describe('the book and a model of it', () => {
  let book: Book;

  beforeAll(async () => {
    book = await Book.open();
  });
  afterAll(() => book.close());

  it('answer alike to anything that is asked of them, in any order', async () => {
    const coverage = new Coverage();
    const runs = fc.commands([choices.map((choice) => new Step(choice))], {
      maxCommands: LONGEST,
      size: 'max',
    });
    const agree = fc.asyncProperty(runs, async (steps) => {
      const run = await ModelRun.open(book, coverage);
      await fc.asyncModelRun(() => ({ model: run, real: run }), steps);
      await run.prove();
    });
    const wanted = () => (coverage.isWhole ? WANTED_COMMANDS : 4 * WANTED_COMMANDS);
    while (coverage.commands < wanted()) await fc.assert(agree, { numRuns: 5 });
    console.info(coverage.summary);
    expect([...coverage.outcomes.keys()].toSorted()).toEqual(ALL_OUTCOMES.toSorted());
  }, 600_000);
});
