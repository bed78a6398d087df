import { type FoundPerson, RoleGrantsQueries } from '../identity/index.js';
import type { SchemeId } from '../shared/ids.js';
import type { Session } from './session.js';
import { Stopped } from './stopped.js';

/** The one person whom somebody typed: a reference, an email address or a name. */
export async function onePerson(session: Session, scheme: SchemeId, typed: string): Promise<FoundPerson> {
  const [found, ...others] = await session.get(RoleGrantsQueries).find(scheme, typed);
  if (found === undefined)
    throw new Stopped(`There is nobody here with "${typed}". Look with \`galaxies balances\`.`);
  if (others.length > 0)
    throw new Stopped('Several people are called that. Write the reference of the one you mean.');
  return found;
}
