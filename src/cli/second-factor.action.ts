import { SecondFactorResets } from '../identity/index.js';
import { onePerson } from './one-person.js';
import { inScheme } from './session.js';
import { Stopped } from './stopped.js';

export function resetSecondFactor(typed: string, asked: string | undefined): Promise<void> {
  return inScheme(asked, async (session, scheme) => {
    const { id, ref } = await onePerson(session, scheme.id, typed);
    if (!(await session.get(SecondFactorResets).reset(scheme.id, id)))
      throw new Stopped(`${ref} has no second factor. Nothing was changed.`);
    process.stdout.write(
      `${ref} is signed out everywhere and makes a new second factor at the next sign-in.\n`,
    );
  });
}
