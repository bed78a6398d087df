import type { View } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import type { MessageState, Way } from './delivery.js';
import type { MessageKind } from './message-kind.js';

/** How it stands with what somebody is to be told. */
export interface Telling {
  readonly channel: Way;
  readonly state: MessageState;
}

/** Of whom it is asked, and what about: the kind and the key of the message. */
export interface AskedTelling {
  readonly scheme: SchemeId;
  readonly person: PersonId;
  readonly kind: MessageKind;
  readonly key: string;
}

/** Nothing when there is no such message, or when it was so long ago that it is no longer kept. */
export async function tellingOf(
  view: View,
  { scheme, person, kind, key }: AskedTelling,
): Promise<Telling | undefined> {
  const [found]: Telling[] = await view.query(
    'SELECT channel, state FROM message WHERE scheme_id = $1 AND person_id = $2 AND kind = $3 AND key = $4',
    [scheme, person, kind, key],
  );
  return found;
}
