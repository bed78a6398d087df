import { Audit } from '../audit/index.js';
import { UnitOfWork } from '../database/index.js';
import { type Role, RoleGrantsQueries, Roles } from '../identity/index.js';
import { onePerson } from './one-person.js';
import { inScheme } from './session.js';

/** Everybody who has accounts is a participant without being given anything. */
export type GivenRole = Exclude<Role, 'participant'>;

const WORDS = { asked: 'asked for', counts: 'counts', 'end-asked': 'asked to be taken away' } as const;

export function printRoles(asked: string | undefined): Promise<void> {
  return inScheme(asked, async (session, scheme) => {
    const grants = await session.get(RoleGrantsQueries).list(scheme.id);
    const lines = grants.map(({ ref, person, role, state }) => [ref, person, role, WORDS[state]].join('\t'));
    process.stdout.write(lines.length === 0 ? 'Nobody has a role yet.\n' : `${lines.join('\n')}\n`);
  });
}

export function giveRole(person: string, role: GivenRole, asked: string | undefined): Promise<void> {
  return inScheme(
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
  );
}
