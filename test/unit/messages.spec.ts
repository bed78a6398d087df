import fc from 'fast-check';
import { clipped, fitsOneText, inGsm7 } from '../../src/messages/gsm.js';
import { decide } from '../../src/messages/delivery.js';
import {
  LONGEST_PARTS,
  MESSAGE_KINDS,
  type MessageKind,
  type MessageParts,
  tidyParts,
} from '../../src/messages/message-kind.js';
import { textOf, wordsOf } from '../../src/messages/message.presenter.js';

const KINDS = Object.keys(MESSAGE_KINDS).filter((kind): kind is MessageKind => kind in MESSAGE_KINDS);
const DETAILS = ['just-a-message', 'day-and-time', 'everything'] as const;
const ORBIT = { name: 'Orbit', phone: '01382 000 000' };
/** As long as the settings let them be. */
const LONGEST = { name: 'Twenty letters long!', phone: '0'.repeat(30) };

const USUAL: MessageParts = {
  day: 'Saturday 14 June',
  time: '10am',
  what: 'Hill walk',
  where: 'the drop-in',
  why: 'The bus does not run',
  wasDay: 'Friday 13 June',
  wasTime: '2.30pm',
  wasWhere: 'the old harbour',
  link: 'https://orb.example/n/7Kq2',
};

/** The longest that people really write, and a link to a long address. */
const LONGEST_REAL: MessageParts = {
  day: 'Wednesday 24 September',
  time: '10.30am',
  what: 'Walk in the hills behind the old harbour for everybody who likes to go slowly and look at the birds',
  where:
    'the car park behind the community centre in the upper part of the long High Street, by the blue door',
  why: 'The bridge is closed until the end of the month and the bus that goes round does not run on that day',
  wasDay: 'Wednesday 17 September',
  wasTime: '10.30am',
  wasWhere:
    'the bus stop across from the library at the lower end of the long High Street, beside the old fountain',
  link: 'https://galaxies.a-scheme-with-a-long-name.example.org.uk/n/7Kq2M4TD',
};

const anyText = (most: number) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('aé ñ–’“[]{}€~^|\\\n\tŁżабв漢🙂\u0301.,:0')),
    minLength: 1,
    maxLength: most,
  });

const anyParts: fc.Arbitrary<MessageParts> = fc.record(
  {
    day: anyText(LONGEST_PARTS.day),
    time: anyText(LONGEST_PARTS.time),
    what: anyText(LONGEST_PARTS.what),
    where: anyText(LONGEST_PARTS.where),
    why: anyText(LONGEST_PARTS.why),
    wasDay: anyText(LONGEST_PARTS.wasDay),
    wasTime: anyText(LONGEST_PARTS.wasTime),
    wasWhere: anyText(LONGEST_PARTS.wasWhere),
    link: fc.webUrl().filter((url) => url.length <= LONGEST_PARTS.link),
  },
  { requiredKeys: ['day', 'time', 'what'] },
);

describe('a text', () => {
  it.each(KINDS)('is one text of 160 characters at every level of detail: %s', (kind) => {
    for (const detail of DETAILS)
      for (const parts of [USUAL, LONGEST_REAL])
        for (const sender of [ORBIT, LONGEST, { name: 'Orbit', phone: undefined }]) {
          const text = textOf({ kind, detail, parts }, sender);
          expect([text, text.length, fitsOneText(text)]).toEqual([text, expect.any(Number), true]);
        }
  });

  it('is one text whatever is put into it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.constantFrom(...DETAILS), anyParts, (kind, detail, parts) => {
        const text = textOf({ kind, detail, parts }, LONGEST);
        expect(fitsOneText(text)).toBe(true);
        expect(text).toContain('Twenty letters long!');
      }),
      { numRuns: 500 },
    );
  });

  it.each(KINDS)('says no more than the person chose: %s', (kind) => {
    const told = {
      what: 'SECRETWHAT',
      where: 'SECRETWHERE',
      why: 'SECRETWHY',
      wasWhere: 'SECRETPLACE',
      day: 'Saturday',
      time: '10am',
    };
    const words = (detail: (typeof DETAILS)[number]) => {
      const message = { kind, detail, parts: { ...told, link: 'https://orb.example/n/7' } };
      return [textOf(message, ORBIT), wordsOf(message, ORBIT)].join(' ');
    };
    expect(words('just-a-message')).not.toMatch(/SECRET|Saturday|10am|orb\.example/);
    expect(words('day-and-time')).not.toMatch(/SECRET/);
    if (MESSAGE_KINDS[kind].needs.length > 0) expect(words('everything')).toMatch(/SECRETWHAT/);
  });

  it('says the usual in full', () => {
    const say = (kind: MessageKind, detail: (typeof DETAILS)[number]) =>
      textOf({ kind, detail, parts: USUAL }, ORBIT);
    expect(say('date-reminder', 'just-a-message')).toBe(
      'Orbit: there is a message for you. Sign in or call 01382 000 000.',
    );
    expect(say('date-reminder', 'day-and-time')).toBe(
      'Orbit: a reminder for Saturday 14 June at 10am. If it does not suit, that is OK: https://orb.example/n/7Kq2 or call 01382 000 000.',
    );
    expect(say('date-changed', 'day-and-time')).toBe(
      'Orbit: a change. It is now Saturday 14 June at 10am, not Friday 13 June at 2.30pm. If it does not suit, that is OK: https://orb.example/n/7Kq2.',
    );
    expect(say('place-changed', 'everything')).toBe(
      'Orbit: Hill walk, Saturday 14 June at 10am: we meet at the drop-in, not the old harbour. If it does not suit, that is OK: https://orb.example/n/7Kq2.',
    );
    expect(say('date-called-off', 'everything')).toBe(
      'Orbit: Hill walk, Saturday 14 June at 10am, is called off: The bus does not run. Sorry. If you want to ask us anything, call 01382 000 000.',
    );
  });

  it('never cuts a link, and has the way out when it says the day', () => {
    for (const detail of DETAILS) {
      const text = textOf({ kind: 'date-reminder', detail, parts: LONGEST_REAL }, ORBIT);
      expect(text.includes('Wednesday')).toBe(text.includes(LONGEST_REAL.link ?? ''));
    }
  });
});

describe('the alphabet of every phone', () => {
  it.each([
    ['Zoë’s “walk” – 5 €', 'Zoe\'s "walk" - 5 EUR'],
    ['[a] {b} c|d\\e~f^g', '(a) (b) c/d/e-fg'],
    ['Łódź, Ærø, naïve', 'Lodz, Ærø, naive'],
    ['🙂 漢字', ''],
  ])('%s becomes %s', (text, expected) => {
    expect(inGsm7(text)).toBe(expected);
  });

  it('cuts between words where it can', () => {
    expect(clipped('A walk in the hills', 14)).toBe('A walk in...');
    expect(clipped('short', 14)).toBe('short');
    expect(clipped('a'.repeat(20), 10)).toBe('aaaaaaa...');
  });
});

describe('which way a message goes', () => {
  const jo = { contact: 'text', takingPart: 'taking-part', thisWeek: 0, isTooLate: false } as const;

  it.each([
    [jo, { channel: 'text', state: 'queued' }],
    [
      { ...jo, thisWeek: 2 },
      { channel: 'text', state: 'queued' },
    ],
    [
      { ...jo, thisWeek: 3 },
      { channel: 'text', state: 'stopped', why: 'week-full' },
    ],
    [
      { ...jo, takingPart: 'taking-a-break' },
      { channel: 'text', state: 'stopped', why: 'break' },
    ],
    [
      { ...jo, takingPart: 'left' },
      { channel: 'text', state: 'stopped', why: 'left' },
    ],
    [
      { ...jo, contact: 'none' as const },
      { channel: 'none', state: 'stopped', why: 'no-way' },
    ],
    [
      { ...jo, contact: 'phone' as const, thisWeek: 9 },
      { channel: 'phone', state: 'queued' },
    ],
    [
      { ...jo, isTooLate: true },
      { channel: 'text', state: 'stopped', why: 'too-late' },
    ],
  ])('a reminder for %j', (receiver, decision) => {
    expect(decide('date-reminder', receiver)).toEqual(decision);
  });

  it.each([{ thisWeek: 3 }, { isTooLate: true }])(
    'what is urgent is told by staff when it is %j',
    (change) => {
      expect(decide('date-called-off', { ...jo, ...change })).toEqual({ channel: 'phone', state: 'queued' });
    },
  );
});

it('a message without what it needs is a mistake of ours', () => {
  expect(() => tidyParts('date-called-off', { day: 'Saturday', time: ' ' })).toThrow(/without time, what/);
  expect(tidyParts('answer', { what: ' two\n lines ' })).toEqual({ what: 'two lines' });
});
