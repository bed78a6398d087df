import type { ActivityView, NewActivity } from './activity.js';
import type { NewSession, SessionView } from './session.js';

/** What a change says of each field: nothing leaves it as it is, null takes it away. */
export type Changes<Whole> = { readonly [Field in keyof Whole]?: Whole[Field] | null | undefined };

/** An activity that is made of these. */
export function newActivity({
  name,
  kind,
  ...details
}: Pick<NewActivity, 'name' | 'kind'> & Changes<Omit<NewActivity, 'name' | 'kind'>>): NewActivity {
  return { ...given<Omit<NewActivity, 'name' | 'kind'>>(details), name, kind };
}

/** The activity as it would be with these changes. */
export function changedActivity(now: ActivityView, changes: Changes<Omit<NewActivity, 'ref'>>): NewActivity {
  return { ...now, ...given(changes) };
}

/** The session as it would be with these changes. Its activity stays. */
export function changedSession(
  { activityId, startsAt, endsAt, meetPlace, leaders, ...now }: SessionView,
  changes: Changes<Omit<NewSession, 'ref' | 'activityId'>>,
): NewSession {
  const { places, placesReason, countBack, onlineJoining } = now;
  return {
    ...{ startsAt, endsAt, meetPlace, places, placesReason, countBack, onlineJoining },
    leaders: leaders.map(({ personId }) => personId),
    ...given(changes),
    activityId,
  };
}

/** The fields that were sent; what is to be taken away is undefined. */
function given<Whole extends object>(changes: Changes<Whole>): Partial<Whole> {
  const sent = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.assign<Partial<Whole>, object>(
    {},
    Object.fromEntries(sent.map(([field, value]) => [field, value ?? undefined])),
  );
}
