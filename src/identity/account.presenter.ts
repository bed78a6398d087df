import type { Person } from '../participants/index.js';
import { say, t } from '../web/index.js';

/** What the person chose, as the lines of the account page. */
export function accountRows(person: Person) {
  return [
    row('name', person.likedName),
    row('reach', say(`account.reach.${person.contact}`)),
    row('messages', say(`account.messages.${person.messageDetail}`)),
    row('formats', formatsOf(person)),
  ];
}

function row(page: 'name' | 'reach' | 'messages' | 'formats', value: string) {
  return {
    key: t(`account.${page}.title`),
    value,
    change: { href: `/account/${page}`, text: t(`account.${page}.change`) },
  };
}

function formatsOf({ formats }: Person): string {
  if (formats.length === 0) return t('account.formats.none');
  return formats.map((format) => say(`account.formats.${format}`)).join(', ');
}
