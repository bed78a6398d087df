import { dayInWords } from '../shared/day-words.js';
import { t } from '../web/index.js';
import type { CheckView, NamedList } from './register-checks.queries.js';
import { registerPath } from './register-paths.js';

/** All that the view of one thing to check shows. */
export function checkModel(check: CheckView) {
  const { activityName, occursOn, kind, sender, lookedBy, onRegister, notes, lists, isClosed, takenOff } =
    check;
  return {
    name: t('register.session', { activity: activityName, day: dayInWords(occursOn) }),
    what: t(`registers.kind.${kind}`),
    ...{ sender, onRegister, notes, isClosed, version: String(check.current) },
    uneven: unevenWords(check),
    looked: isClosed ? t('registers.check.looked', { name: lookedBy }) : '',
    takenOff: takenOff.length === 0 ? '' : t('registers.check.taken-off', { names: listed(takenOff) }),
    register: registerPath(check.sessionId),
    choices:
      isClosed || lists.length === 0 ? [] : [stay(check), ...lists.map((list) => choice(list, sender))],
  };
}

/** Whatever else there is to look at: somebody may not be back. */
function unevenWords({ kind, uneven }: CheckView): string {
  if (uneven === undefined) return '';
  return [
    ...(kind === 'count-back' ? [] : [t('registers.kind.count-back')]),
    t('registers.paper.out', { count: uneven.out }),
    t('registers.paper.back', { count: uneven.back }),
  ].join(' ');
}

function stay({ kind }: CheckView) {
  const text = t(kind === 'merged' ? 'registers.check.both' : 'registers.check.as-it-is');
  return { value: 'stay', text, hint: t('registers.check.nothing') };
}

function choice({ choice: value, people: count, effect: { on, off, otherPart } }: NamedList, name: string) {
  const text = t(`registers.check.${value}`, { name, count });
  const said = [
    ...(on.length === 0 ? [] : [t('registers.check.adds', { names: listed(on) })]),
    ...(off.length === 0 ? [] : [t('registers.check.takes-off', { names: listed(off) })]),
    ...(otherPart.length === 0 ? [] : [t('registers.check.changes', { names: listed(otherPart) })]),
  ];
  return { value, text, hint: said.join(' ') };
}

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });

function listed(names: readonly string[]): string {
  return LIST.format(names);
}
