import type { Contribution } from './contribution.js';
import type { ContributionApiView } from './contributions-api.dto.js';

/** A contribution as programs read it. */
export function apiViewOf({
  personId: person,
  decisionReason: reason,
  ...one
}: Contribution): ContributionApiView {
  const { id, kind, what, occurredOn, state, askedAt } = one;
  const { length, whoKnows, decidedAt, galaxies, entryId } = one;
  return {
    ...{ id, person, kind, what, occurredOn, state, askedAt },
    ...{ length, whoKnows, decidedAt, galaxies, entryId, reason },
  };
}
