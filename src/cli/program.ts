import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { addBalances } from './balances.command.js';
import { endingOf, EXIT } from './explain.js';
import { addExport } from './export.command.js';
import { addImport } from './import.command.js';
import { addJobs } from './jobs.command.js';
import { addMigrate } from './migrate.command.js';
import { addProve } from './prove.command.js';
import { addRoles } from './roles.command.js';
import { addCheckpoint, addSeal } from './seal.command.js';
import { addSecondFactor } from './second-factor.command.js';
import { addSeed } from './seed.command.js';

/** Runs one command and sets the exit code: 0 when all is well, 1 when something was refused or is wrong, 2 for a slip. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  await parse(createProgram(), argv);
}

/**
 * True when a command was asked for in a way that can be understood, so that it is worth getting ready for it. Otherwise
 * what there is to say has been said, be it help or what was wrong, and the exit code is set.
 */
export async function isUnderstood(argv: readonly string[]): Promise<boolean> {
  let understood = false;
  const stopHere = (): never => {
    understood = true;
    throw new CommanderError(EXIT.well, 'galaxies.understood', '');
  };
  await parse(createProgram().hook('preAction', stopHere), argv);
  return understood;
}

async function parse(program: Command, argv: readonly string[]): Promise<void> {
  process.stdout.on('error', leaveWhenNobodyReads);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    const { code, sentence } = endingOf(error);
    process.exitCode = code;
    if (sentence === undefined) return;
    process.stderr.write(`${sentence}\n`);
    if (error instanceof Error && (await wantsTheStack())) process.stderr.write(`${error.stack ?? ''}\n`);
  }
}

function createProgram(): Command {
  const program = new Command('galaxies')
    .description('Looks after the book of a scheme. Every command takes --help.')
    .version(ownVersion())
    .exitOverride()
    .showHelpAfterError('Add --help to see how it is used.')
    .addHelpText(
      'after',
      '\nExit codes: 0 all is well, 1 something was refused or is wrong, 2 not understood.',
    );
  addMigrate(program);
  addSeed(program);
  addImport(program);
  addBalances(program);
  addProve(program);
  addSeal(program);
  addCheckpoint(program);
  addExport(program);
  addRoles(program);
  addSecondFactor(program);
  addJobs(program);
  return program;
}

/** Only who asks for it is shown where a failure came from. */
async function wantsTheStack(): Promise<boolean> {
  try {
    const { loadEnvironment } = await import('../config/index.js');
    return ['debug', 'trace'].includes(loadEnvironment().LOG_LEVEL);
  } catch {
    return false;
  }
}

function ownVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}

/** `galaxies balances | head` closes our output early; that is no failure. */
function leaveWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}
