import type { Acting } from '../audit/index.js';
import { pathFor } from '../identity/index.js';
import { say, t } from '../web/index.js';
import { formatsOf, yesOrNo } from './people.presenter.js';
import type { Person } from './people.queries.js';

type Question = 'name' | 'reach' | 'messages' | 'formats' | 'leaders' | 'sharing';

/** What the person chose, as the lines of the account page. */
export function accountRows(acting: Acting, person: Person) {
  const row = (page: Question, value: string) => ({
    key: t(`account.${page}.title`),
    value,
    change: { href: pathFor(acting, `/account/${page}`), text: t(`account.${page}.change`) },
  });
  return [
    row('name', person.likedName),
    row('reach', say(`account.reach.${person.contact}`)),
    row('messages', say(`account.messages.${person.messageDetail}`)),
    row('formats', formatsOf(person)),
    row('leaders', noteOf(person)),
    row('sharing', t('account.sharing.findable-now', { answer: yesOrNo(person.findableByLeaders) })),
  ];
}

/** What else there is about one's own record. */
export function accountLinks(acting: Acting, { takingPart }: Person) {
  const link = (page: string, text: string) => ({ href: pathFor(acting, `/account/${page}`), text });
  const isOnBreak = takingPart === 'taking-a-break';
  const seesOthers = acting.doer.roles.some((role) => SEES_OTHERS.includes(role));
  return [
    ...(acting.asked === undefined && seesOthers ? [link('second', t('second.account.title'))] : []),
    link('sent', t('messages.own.title')),
    link('looked', t('account.looked.title')),
    link('copy', t('account.copy.title')),
    link('break', t(isOnBreak ? 'account.break.on' : 'account.break.title')),
    link('leave', t('account.leave.title')),
  ];
}

/** Who gives a second thing when they sign in. */
const SEES_OTHERS = ['staff', 'administrator', 'supervisor'];

function noteOf({ noteForLeaders, noteShared }: Person): string {
  if (noteForLeaders === undefined) return t('account.leaders.none');
  return t(noteShared ? 'account.leaders.shared' : 'account.leaders.unshared', { note: noteForLeaders });
}
