import type { Acting } from '../audit/index.js';
import { pathFor, seesOthers } from '../identity/index.js';
import { say, t } from '../web/index.js';
import type { Person } from './people.queries.js';

/** What the person chose, as the lines of the account page. */
export function accountRows(acting: Acting, person: Person) {
  return [
    row(acting, 'name', person.likedName),
    row(acting, 'reach', say(`account.reach.${person.contact}`)),
    row(acting, 'messages', say(`account.messages.${person.messageDetail}`)),
    row(acting, 'formats', formatsOf(person)),
    ...(acting.asked === undefined && seesOthers(acting.doer.roles) ? [secondFactorRow()] : []),
  ];
}

/** The line of those who see the affairs of others. */
function secondFactorRow() {
  return {
    key: t('second.account.title'),
    value: t('second.account.row'),
    change: { href: '/account/second', text: t('second.account.change') },
  };
}

function row(acting: Acting, page: 'name' | 'reach' | 'messages' | 'formats', value: string) {
  return {
    key: t(`account.${page}.title`),
    value,
    change: { href: pathFor(acting, `/account/${page}`), text: t(`account.${page}.change`) },
  };
}

function formatsOf({ formats }: Person): string {
  if (formats.length === 0) return t('account.formats.none');
  return formats.map((format) => say(`account.formats.${format}`)).join(', ');
}
