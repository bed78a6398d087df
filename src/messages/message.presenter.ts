import type { MessageDetail } from '../participants/index.js';
import { say, t } from '../web/index.js';
import { clipped, fitsOneText, inGsm7 } from './gsm.js';
import type { MessageKind, MessageParts } from './message-kind.js';

/** Who writes, and by which number people reach them. */
export interface Sender {
  readonly name: string;
  readonly phone: string | undefined;
}

export interface Told {
  readonly kind: MessageKind;
  readonly parts: MessageParts;
  readonly detail: MessageDetail;
}

/** What is cut first in a text that is too long, and to how many characters. */
const CUTS = [300, 60, 40, 25, 15];

/** The words of an email, a letter or a call: as much as the person chose, at full length. */
export function wordsOf({ kind, parts, detail }: Told, sender: Sender): string {
  return sentence(kind, detail, valuesOf(parts, sender, answersOf(parts, sender)[0])).trim();
}

/**
 * The words of a text: one text of 160 characters that every phone can show. What is too long for that is cut, a link
 * never; where even that is not enough the text says less, as if the person had chosen so.
 */
export function textOf({ kind, parts, detail }: Told, sender: Sender): string {
  for (const level of LEVELS.slice(LEVELS.indexOf(detail))) {
    for (const most of CUTS) {
      const cut = cutTo(parts, most);
      for (const answer of answersOf(parts, sender)) {
        const text = inGsm7(sentence(kind, level, valuesOf(cut, sender, answer)));
        if (fitsOneText(text) && isAllThere(cut)) return text;
      }
    }
  }
  return inGsm7(sentence(kind, 'just-a-message', valuesOf({}, { ...sender, phone: undefined }, '')));
}

const LEVELS = ['everything', 'day-and-time', 'just-a-message'] as const satisfies readonly MessageDetail[];

function sentence(
  kind: MessageKind,
  detail: MessageDetail,
  values: Readonly<Record<string, string>>,
): string {
  return detail === 'just-a-message'
    ? say('messages.just-a-message', values)
    : say(`messages.kinds.${kind}.${detail}`, values);
}

function valuesOf(parts: MessageParts, sender: Sender, answer = ''): Readonly<Record<string, string>> {
  const { where, why } = parts;
  return {
    ...{ day: '', time: '', what: '', where: '', link: '', wasDay: '', wasTime: '', wasWhere: '', ...parts },
    ...{ sender: sender.name, help: helpOf(sender), answer },
    place: where === undefined ? '' : t('messages.place', { where }),
    because: why === undefined ? '' : t('messages.because', { why: why.replace(/\.$/, '') }),
  };
}

/** Where the reader can say no, the easiest way first. */
function answersOf({ link }: MessageParts, sender: Sender): readonly string[] {
  const help = helpOf(sender);
  return link === undefined ? [help] : [t('messages.link-or-help', { link, help }), link];
}

function helpOf({ phone }: Sender): string {
  return phone === undefined ? t('messages.help-ask') : t('messages.help-call', { phone });
}

function cutTo(parts: MessageParts, most: number): MessageParts {
  const { what, where, why, wasWhere } = parts;
  return {
    ...parts,
    ...(wasWhere === undefined ? {} : { wasWhere: clipped(inGsm7(wasWhere), most) }),
    ...(what === undefined ? {} : { what: clipped(inGsm7(what), most) }),
    ...(where === undefined ? {} : { where: clipped(inGsm7(where), most) }),
    ...(why === undefined ? {} : { why: clipped(inGsm7(why), most) }),
  };
}

/** False when a part had nothing that every phone can show. */
function isAllThere(parts: MessageParts): boolean {
  return Object.values({ ...parts }).every((part) => inGsm7(part) !== '');
}
