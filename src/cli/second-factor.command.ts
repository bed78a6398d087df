import type { Command } from 'commander';
import { schemeOption, type SchemeOptions } from './options.js';

export function addSecondFactor(program: Command): void {
  program
    .command('second-factor')
    .summary('take off the second factor of somebody who has lost it')
    .description(
      'For staff, supervisors and administrators who have neither their phone nor a recovery code. First make sure that it ' +
        'is them: see them, or call the number that you have.',
    )
    .command('reset')
    .summary('forget what they had, sign them out everywhere, and tell them')
    .description(
      'Forgets their app, their passkeys and their recovery codes, ends all their sign-ins, writes it down and sends them a ' +
        'message. They are led to make a new second factor when they next sign in; until then their role does not count.',
    )
    .argument('<person>', 'their reference or their email address')
    .addOption(schemeOption())
    .action(async (person: string, { scheme }: SchemeOptions) =>
      (await import('./second-factor.action.js')).resetSecondFactor(person, scheme),
    );
}
