import { Argument, type Command } from 'commander';
import { schemeOption, type SchemeOptions } from './options.js';
import type { GivenRole } from './roles.action.js';

/** Everybody who has accounts is a participant without being given anything. */
const GIVEN = Object.keys({
  leader: true,
  staff: true,
  administrator: true,
  supervisor: true,
} satisfies Record<GivenRole, true>);

export function addRoles(program: Command): void {
  const roles = program
    .command('roles')
    .summary('give the first roles of a scheme, and list who has which')
    .description(
      'The first administrators of a scheme are made here, by whoever runs the service. From then on roles are given and ' +
        'taken on the page /admin/roles, where it takes two administrators: make two.',
    );
  addList(roles);
  addGive(roles);
}

function addList(roles: Command): void {
  roles
    .command('list')
    .summary('who has which role')
    .description(
      'Prints one line for each role that counts or is asked for: the reference, the name, the role, the state.',
    )
    .addOption(schemeOption())
    .action(async ({ scheme }: SchemeOptions) => (await import('./roles.action.js')).printRoles(scheme));
}

function addGive(roles: Command): void {
  roles
    .command('give')
    .summary('give a role to somebody, as whoever runs the service')
    .description('Gives the role at once. Who has it already keeps it. They sign in again.')
    .argument('<person>', 'their reference or their email address')
    .addArgument(new Argument('<role>', 'which role').choices(GIVEN))
    .addOption(schemeOption())
    .action(async (person: string, role: GivenRole, { scheme }: SchemeOptions) =>
      (await import('./roles.action.js')).giveRole(person, role, scheme),
    );
}
