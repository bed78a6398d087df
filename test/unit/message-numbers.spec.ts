import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMessageKind, MESSAGE_KINDS, type MessageParts } from '../../src/messages/message-kind.js';
import { textOf, wordsOf } from '../../src/messages/message.presenter.js';
import { PROJECT } from '../support/planted-tree.js';

const KINDS = Object.keys(MESSAGE_KINDS).filter(isMessageKind);
const DETAILS = ['everything', 'day-and-time', 'just-a-message'] as const;

/** Everything that may be put into a message, in words without a digit. */
const PARTS: Required<MessageParts> = {
  day: 'Saturday',
  time: 'midday',
  what: 'Hill walk',
  where: 'The drop-in',
  wasDay: 'Sunday',
  wasTime: 'noon',
  wasWhere: 'The gate',
  why: 'The bus is off',
  link: 'https://orb.example/n/x',
};
const SENDER = { name: 'Orbit', phone: undefined };

describe('a message', () => {
  it.each(KINDS)('of %s says no number that is not put into it', (kind) => {
    for (const detail of DETAILS) {
      const told = { kind, parts: PARTS, detail };
      for (const words of [wordsOf(told, SENDER), textOf(told, SENDER)]) expect(words).not.toMatch(/\d|\{\{/);
    }
  });

  it.each(KINDS)(
    'of %s has room for a day, a time, a link and words of people, and for no number of galaxies',
    (kind) => {
      const catalogue: { messages: { kinds: Record<string, Record<string, string>> } } = JSON.parse(
        readFileSync(join(PROJECT, 'src/web/words/en/messages.json'), 'utf8'),
      );
      const words = Object.values(catalogue.messages.kinds[kind] ?? {});
      const filled = words.flatMap((each) => [...each.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name));
      const allowed = [...Object.keys(PARTS), 'sender', 'help', 'answer', 'place', 'because'];
      expect(words).toHaveLength(2);
      expect(filled.filter((name = '') => !allowed.includes(name))).toEqual([]);
      expect(words.join(' ')).not.toMatch(/galax/i);
    },
  );
});
