import { join } from 'node:path';
import { galaxies, run } from '../../support/command-line.js';
import { PROJECT } from '../../support/planted-tree.js';

const COMMANDS = 'migrate seed import balances prove seal checkpoint export roles second-factor jobs'.split(
  ' ',
);
const NOWHERE = {
  appUrl: 'postgres://nobody:nothing@127.0.0.1:1/none',
  ownerUrl: 'postgres://nobody:nothing@127.0.0.1:1/none',
};
/** Runs a command and ends with the names of all packages that it has loaded. */
const NAMES_WHAT_IT_LOADED = `
  const packageOf = (file) => file.split('/node_modules/')[1]?.split('/')[0] ?? 'ours';
  process.on('exit', () => console.log(JSON.stringify([...new Set(Object.keys(require.cache).map(packageOf))])));
  require(process.argv[1]).runCommandLine(process.argv);`;

describe('the command line', () => {
  it('lists every command in its help', async () => {
    const { code, stdout } = await galaxies(NOWHERE, '--help');
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toContain(`  ${command}`);
  });

  it.each(COMMANDS)('explains %s without a database', async (command) => {
    const { code, stdout, stderr } = await galaxies(NOWHERE, command, '--help');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Usage: galaxies ${command}`);
  });

  it.each([[['--help']], [['balances', '--help']], [['export']], [['nonsense']]])(
    'loads no service for an answer that needs none: %j',
    async (args) => {
      const { stdout } = await run(
        ['-e', NAMES_WHAT_IT_LOADED, join(PROJECT, 'dist/src/cli/program.js'), ...args],
        process.execPath,
      );
      const loaded: readonly string[] = JSON.parse(stdout.slice(stdout.lastIndexOf('[')));
      expect(loaded).toContain('commander');
      expect(loaded.filter((name) => /nestjs|typeorm|^pg$/.test(name))).toEqual([]);
    },
  );

  it.each([
    [['nonsense']],
    [['balances', '--format', 'pdf']],
    [['balances', '--as-at', 'yesterday']],
    [['balances', '--as-at', '2026-02-30']],
    [['export', '--format', 'csv']],
    [['export', '--out', 'x']],
    [['import']],
    [['prove', '--unknown']],
    [['help', 'nonsense']],
    [[]],
  ])('ends with 2 for what it cannot understand: %j', async (args) => {
    const { code, stdout, stderr } = await galaxies(NOWHERE, ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/--help/);
  });

  it.each([['balances'], ['prove'], ['seed'], ['migrate']])(
    'says in one sentence that the database does not answer: %s',
    async (command) => {
      const { code, stdout, stderr } = await galaxies(NOWHERE, command);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toBe(
        'The database does not answer. Check that it runs and that DATABASE_URL is its address.\n',
      );
    },
  );
});
