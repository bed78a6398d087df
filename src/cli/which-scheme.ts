import { Environment } from '../config/index.js';
import { SchemesQueries } from '../schemes/index.js';
import type { Session } from './session.js';

/** What whoever founds a scheme beside another should know: a service shows one, and nobody can sign in until it is told which. */
export async function whichScheme(session: Session): Promise<readonly string[]> {
  if (session.get(Environment).SCHEME !== undefined) return [];
  const all = await session.get(SchemesQueries).all();
  if (all.length < 2) return [];
  const slugs = all.map(({ slug }) => slug).join(', ');
  return [
    `There are several schemes now. Set SCHEME for the service to one of ${slugs}: until then nobody can sign in.`,
  ];
}
