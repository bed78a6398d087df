import { dayInWords } from '../shared/day-words.js';
import { say, t } from '../web/index.js';
import { type Sender, wordsOf } from './message.presenter.js';
import type { OwnMessage } from './own-messages.queries.js';

/** One message as its page shows it: the day, the whole words, which way it went and what became of it. */
export function ownMessage({ day, kind, parts, ...message }: OwnMessage, sender: Sender) {
  // A link answers for whoever opens it, and it is of no use on a page that has its own.
  const { link, ...rest } = parts;
  const shown = link === undefined ? parts : rest;
  return {
    day: dayInWords(day),
    words: wordsOf({ kind, parts: shown, detail: 'everything' }, sender),
    what: [wayOf(message), whatBecame(message)].filter((words) => words !== '').join(' '),
  };
}

function wayOf({ channel }: Pick<OwnMessage, 'channel'>): string {
  return channel === 'none' ? '' : t(`messages.own.by.${channel}`);
}

function whatBecame({ channel, state, why }: Pick<OwnMessage, 'channel' | 'state' | 'why'>): string {
  switch (state) {
    case 'stopped':
      return say(`messages.own.stopped.${why ?? 'failed'}`);
    case 'queued':
    case 'sent':
    case 'delivered':
      return say(`messages.own.${state}.${HANDS[channel] ?? 'machine'}`);
    case 'not_delivered':
      return t('messages.own.lost');
  }
}

/** What people do and not machines. */
const HANDS: Readonly<Record<string, string>> = { letter: 'letter', phone: 'phone' };
