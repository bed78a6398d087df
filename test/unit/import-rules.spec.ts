import { spawnSync } from 'node:child_process';
import { plantTree, PROJECT } from '../support/planted-tree.js';

type Files = Readonly<Record<string, string>>;

interface Case {
  readonly rule: string;
  readonly refuses: string;
  /** What breaks the rule; the first file is the one to blame. */
  readonly planted: Files;
  /** The same wish, granted lawfully. */
  readonly lawful: Files;
}

const imports = (from: string) => `import '${from}';\n`;
const knows = (from: string) => `import type { Thing } from '${from}';\nexport type Known = Thing;\n`;

/** What the planted files find around them, in both trees. */
const SURROUNDINGS: Files = {
  'src/garden/index.ts': "export * from './garden.service.js';\n",
  'src/garden/garden.service.ts': 'export type Thing = string;\n',
  'src/shared/thing.ts': 'export type Thing = string;\n',
  'src/database/unit-of-work.ts': 'export type Thing = string;\n',
  'src/web/page.ts': 'export type Thing = string;\n',
  'src/outing/outing.dto.ts': 'export type Thing = string;\n',
  'src/outing/distance.ts': 'export type Thing = string;\n',
  'src/outing/index.ts': "export * from './distance.js';\n",
  'src/outing/bus.entity.ts': 'export type Thing = string;\n',
  'src/outing/bus.service.ts': 'export type Thing = string;\n',
  'test/support/builder.ts': 'export type Thing = string;\n',
};

const one = (path: string, planted: string, lawful: string) => ({
  planted: { [path]: planted },
  lawful: { [path]: lawful },
});

const CASES: readonly Case[] = [
  {
    rule: '01-no-cycles',
    refuses: 'two files that import each other',
    planted: { 'src/outing/walk.ts': knows('./weather.js'), 'src/outing/weather.ts': knows('./walk.js') },
    lawful: { 'src/outing/walk.ts': knows('./weather.js'), 'src/outing/weather.ts': knows('./distance.js') },
  },
  {
    rule: '02-shared-imports-nothing-of-ours',
    refuses: 'a shared file that knows a feature',
    ...one('src/shared/purse.ts', knows('../garden/index.js'), knows('./thing.js')),
  },
  {
    rule: '02-rooms-know-no-feature',
    refuses: 'an outbox that knows a feature',
    ...one('src/outbox/outbox.service.ts', knows('../garden/index.js'), knows('../shared/thing.js')),
  },
  {
    rule: '03-ledger-knows-no-feature',
    refuses: 'a ledger that knows a feature',
    ...one('src/ledger/ledger.service.ts', knows('../garden/index.js'), knows('../database/unit-of-work.js')),
  },
  {
    rule: '04-features-meet-at-the-index',
    refuses: "a feature that reaches into another's folder",
    ...one('src/outing/outing.service.ts', knows('../garden/garden.service.js'), knows('../garden/index.js')),
  },
  {
    rule: '04-nobody-imports-their-own-index',
    refuses: 'a file that imports the index of its own folder',
    ...one('src/outing/outing.queries.ts', knows('./index.js'), knows('./distance.js')),
  },
  {
    rule: '05-no-role-means-pure',
    refuses: 'a file with no role that knows a framework',
    ...one('src/outing/pace.ts', imports('@nestjs/common'), knows('./distance.js')),
  },
  {
    rule: '05-no-role-means-pure',
    refuses: 'a file with no role that knows one that has a role',
    ...one('src/outing/route.ts', knows('./outing.dto.js'), knows('../shared/thing.js')),
  },
  {
    rule: '06-edges-touch-no-database',
    refuses: 'a controller that knows an entity',
    ...one('src/outing/outing.controller.ts', knows('./bus.entity.js'), knows('./bus.service.js')),
  },
  {
    rule: '06-edges-touch-no-database',
    refuses: 'a page that knows TypeORM, even its types',
    ...one('src/outing/outing.pages.ts', knows('typeorm'), knows('./outing.dto.js')),
  },
  {
    rule: '06-edges-touch-no-database',
    refuses: 'a job that opens a transaction by itself',
    ...one('src/outing/outing.processor.ts', knows('../database/unit-of-work.js'), knows('./bus.service.js')),
  },
  {
    rule: '07-services-know-no-http',
    refuses: 'a service that knows a request',
    ...one('src/outing/ticket.service.ts', knows('fastify'), knows('./outing.dto.js')),
  },
  {
    rule: '07-services-know-no-http',
    refuses: 'a query that knows a page',
    ...one('src/outing/ticket.queries.ts', knows('../web/page.js'), knows('../database/unit-of-work.js')),
  },
  {
    rule: '08-typeorm-stays-in-the-database-room',
    refuses: 'a service that holds a value of TypeORM',
    ...one('src/outing/seat.service.ts', imports('typeorm'), knows('typeorm')),
  },
  {
    rule: '08-typeorm-stays-in-the-database-room',
    refuses: 'a migration that holds a value of TypeORM',
    ...one('migrations/1-outing.ts', imports('typeorm'), knows('typeorm')),
  },
  {
    rule: '09-entities-hold-identifiers',
    refuses: 'an entity that holds another',
    ...one('src/outing/seat.entity.ts', knows('./bus.entity.js'), imports('typeorm')),
  },
  {
    rule: '10-source-never-imports-tests',
    refuses: 'source that leans on a test',
    ...one('src/outing/outing.presenter.ts', knows('../../test/support/builder.js'), knows('./distance.js')),
  },
  {
    rule: '11-migrations-stand-alone',
    refuses: 'a migration that runs the code of today',
    ...one('migrations/2-outing.ts', knows('../src/shared/thing.js'), imports('node:crypto')),
  },
  {
    rule: '12-what-runs-is-installed',
    refuses: 'source that runs a package which is only there for tests',
    ...one('src/outing/fair.presenter.ts', imports('fast-check'), knows('fast-check')),
  },
  {
    rule: '13-every-import-exists',
    refuses: 'an import that leads nowhere',
    ...one('src/outing/lost.presenter.ts', knows('./nowhere.js'), knows('./distance.js')),
  },
];

/** A Nest module is where parts are put together, so it may do what the cases above may not. */
const COMPOSITION_ROOT: Files = {
  'src/outing/outing.module.ts': knows('../garden/garden.service.js') + imports('@nestjs/typeorm'),
};

describe('what may import what', () => {
  const planted = plantTree(together(SURROUNDINGS, COMPOSITION_ROOT, ...CASES.map((each) => each.planted)));
  const lawful = plantTree(together(SURROUNDINGS, ...CASES.map((each) => each.lawful)));
  let refused: Refusals;

  beforeAll(() => {
    refused = cruise(planted.folder);
  });

  afterAll(() => {
    planted.remove();
    lawful.remove();
  });

  it.each(CASES)('$rule refuses $refuses', (each) => {
    const blamed = Object.keys(each.planted).flatMap((file) => [...(refused.byFile.get(file) ?? [])]);
    expect(new Set(blamed)).toEqual(new Set([each.rule]));
  });

  it('lets a composition root import anything, and blames nothing that was not planted', () => {
    const suspects = new Set(CASES.flatMap((each) => Object.keys(each.planted)));
    expect([...refused.byFile.keys()].filter((file) => !suspects.has(file))).toEqual([]);
  });

  it('passes the same wishes granted lawfully', () => {
    expect(cruise(lawful.folder).byFile).toEqual(new Map());
  });

  // The real tree is judged by `npm run imports` itself, which `npm test` runs.
  it('reads every file that was planted', () => {
    const planted = together(SURROUNDINGS, COMPOSITION_ROOT, ...CASES.map((each) => each.planted));
    const passedBy = Object.keys(planted).filter((file) => !refused.files.has(file));
    expect(passedBy).toEqual([]);
  });
});

function together(...trees: readonly Files[]): Files {
  return Object.fromEntries(trees.flatMap((tree) => Object.entries(tree)));
}

interface Refusals {
  readonly files: ReadonlySet<string>;
  readonly byFile: ReadonlyMap<string, ReadonlySet<string>>;
}

interface CruiseResult {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** Runs dependency-cruiser as `npm run imports` does and tells which rules each file broke. */
function cruise(folder: string): Refusals {
  const command = [
    `${PROJECT}/node_modules/dependency-cruiser/bin/dependency-cruise.mjs`,
    'src',
    'migrations',
  ];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...command, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64_000_000 },
  );
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser did not answer: ${stderr}`);
  const result: CruiseResult = JSON.parse(stdout);
  const byFile = new Map<string, Set<string>>();
  for (const { from, rule } of result.summary.violations) {
    byFile.set(from, (byFile.get(from) ?? new Set()).add(rule.name));
  }
  return { files: new Set(result.modules.map(({ source }) => source)), byFile };
}
