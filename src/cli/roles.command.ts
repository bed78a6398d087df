import { Argument, type Command } from 'commander';
import { UnitOfWork } from '../database/index.js';
import { Audit } from '../audit/index.js';
import { type Role, RoleGrantsQueries, Roles, ROLES } from '../identity/index.js';
import { onePerson } from './one-person.js';
import { schemeOption } from './options.js';
import { inScheme } from './session.js';

interface SchemeOptions {
  readonly scheme?: string;
}

/** Everybody who has accounts is a participant without being given anything. */
const GIVEN: readonly Role[] = ROLES.filter((role) => role !== 'participant');

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
    .action(({ scheme: asked }: SchemeOptions) =>
      inScheme(asked, async (session, scheme) => {
        const grants = await session.get(RoleGrantsQueries).list(scheme.id);
        const lines = grants.map(({ ref, person, role, state }) =>
          [ref, person, role, WORDS[state]].join('\t'),
        );
        process.stdout.write(lines.length === 0 ? 'Nobody has a role yet.\n' : `${lines.join('\n')}\n`);
      }),
    );
}

function addGive(roles: Command): void {
  roles
    .command('give')
    .summary('give a role to somebody, as whoever runs the service')
    .description('Gives the role at once. Who has it already keeps it. They sign in again.')
    .argument('<person>', 'their reference or their email address')
    .addArgument(new Argument('<role>', 'which role').choices(GIVEN))
    .addOption(schemeOption())
    .action((person: string, role: Role, { scheme: asked }: SchemeOptions) =>
      inScheme(
        asked,
        async (session, scheme) => {
          const found = await onePerson(session, scheme.id, person);
          const isNew = await session.get(UnitOfWork).write(scheme.id, async (tx) => {
            const given = await session.get(Roles).giveAsOperator(tx, scheme.id, found.id, role);
            const subject = { kind: 'person', id: found.id };
            if (given)
              await session
                .get(Audit)
                .note(tx, { by: 'command', action: 'role.given', subject, details: { role } });
            return given;
          });
          process.stdout.write(
            isNew ? `${found.ref} is ${role} now.\n` : `${found.ref} has that role, or it is asked for.\n`,
          );
        },
        'owner',
      ),
    );
}

const WORDS = { asked: 'asked for', counts: 'counts', 'end-asked': 'asked to be taken away' } as const;
