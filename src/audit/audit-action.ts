/** All that is written down, by what it was done to: each has its words in the catalogue. */
const DONE = {
  activity: ['changed', 'made'],
  card: ['made', 'taken-back'],
  consent: ['given', 'taken-back'],
  contribution: ['approved', 'asked', 'not-approved', 'withdrawn'],
  message: ['printed', 'told'],
  person: ['added', 'anonymised', 'changed', 'copied', 'looked'],
  place: ['answered'],
  'put-right': ['agreed', 'asked', 'done', 'not-agreed', 'taken-back'],
  question: ['answered', 'asked'],
  rate: ['asked', 'published', 'withdrawn'],
  register: ['checked', 'saved'],
  retention: ['carried-out'],
  role: ['asked', 'end-asked', 'end-withdrawn', 'ended', 'given', 'withdrawn'],
  'second-factor': ['reset'],
  session: ['called-off', 'changed', 'handed-over', 'handover-seen', 'made'],
  thanks: ['said'],
  token: ['made', 'revoked'],
} as const;

type Done = typeof DONE;
export type AuditedThing = keyof Done;

/** A thing and what was done, with a point between them. */
export type AuditAction = { [Thing in AuditedThing]: `${Thing}.${Done[Thing][number]}` }[AuditedThing];

/** What things are done to, in the order of their names. */
export const AUDITED_THINGS: readonly AuditedThing[] = Object.keys(DONE).filter(isAuditedThing);

export function isAuditedThing(text: string): text is AuditedThing {
  return Object.hasOwn(DONE, text);
}

/** False of what an earlier version wrote down and this one does not know. */
export function isAuditAction(text: string): text is AuditAction {
  const [thing = '', deed = ''] = text.split('.');
  if (!isAuditedThing(thing)) return false;
  const deeds: readonly string[] = DONE[thing];
  return deeds.includes(deed);
}
