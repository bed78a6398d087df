import { type Fault, type FaultFigures, FaultRun, shuffled } from './fault-run.js';
import { RedisServer } from './redis-server.js';

export interface FaultTests {
  readonly store: 'redis' | 'postgresql';
  /** The kinds of fault; each befalls the service equally often. */
  readonly kinds: readonly Fault[];
}

const FAULTS = 32;
/** A control ends as soon as it has shown what it is there to show. */
const MOST_FAULTS_OF_A_CONTROL = 8;

/** Our design under 32 mixed faults; and that the same test finds what two weaker designs lose and double. */
export function faultTests({ store, kinds }: FaultTests): void {
  let redis: RedisServer | undefined;
  let run: FaultRun;

  beforeAll(async () => {
    if (store === 'redis') redis = await RedisServer.start();
  });

  afterEach(() => run.close());

  afterAll(() => redis?.stop());

  async function suffer(
    faults: readonly Fault[],
    shown: (figures: FaultFigures) => boolean = () => false,
  ): Promise<FaultFigures> {
    for (const [index, fault] of faults.entries()) {
      await run.letWork(20 + ((index * 7) % 30));
      if (shown(await run.figures())) break;
      await run.suffer(fault);
    }
    const figures = await run.settle();
    process.stderr.write(`${JSON.stringify({ store, ...figures })}\n`);
    return figures;
  }

  it('lose no job and double none', async () => {
    run = await FaultRun.open('ours', redis);
    const faults = Array.from({ length: FAULTS / kinds.length }, () => kinds).flat();
    const figures = await suffer(shuffled(faults, 1));
    expect(figures).toMatchObject({ faults: FAULTS, lost: 0, doubled: 0 });
    expect(figures.jobs).toBeGreaterThanOrEqual(1_000);
  }, 300_000);

  it('would lose jobs if rows were closed when they are handed over', async () => {
    run = await FaultRun.open('closed-at-enqueue', redis);
    const figures = await suffer([(it) => it.forgetWaiting()]);
    expect(figures.lost).toBeGreaterThan(0);
  });

  it('would double effects if they were not made with the closing of the row', async () => {
    run = await FaultRun.open('effect-not-keyed', redis);
    const figures = await suffer(
      Array.from({ length: MOST_FAULTS_OF_A_CONTROL }, () => (it: FaultRun) => it.killService()),
      ({ doubled }) => doubled > 0,
    );
    expect(figures.doubled).toBeGreaterThan(0);
  });
}
