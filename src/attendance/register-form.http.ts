import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { isId, newId, type SessionId } from '../shared/ids.js';
import type { Typed } from '../web/index.js';
import { type OpenedRegister, saidYes, tickedOn } from './register-form.js';
import type { Outcome } from './register.js';
import { unknownRegister } from './registers.errors.js';
import { RegisterFormBody } from './register.dto.js';
import { readFirstName, type TypedRegister } from './typed-register.js';

/** What a browser sent, as it was typed. */
export function typedOf(body: RegisterFormBody): TypedRegister {
  const { key, version, came, helped, led, extra, add, out, back } = body;
  return {
    ...{ key, version, came, helped, led, extra, add, out, back },
    newNames: body.new_name.flatMap((text, index) => {
      const name = readFirstName(text);
      return name === undefined ? [] : [{ name, seen: body.new_seen[index] ?? version }];
    }),
    asked: body.asked === '' ? version : body.asked,
    headCountExtra: body.head_count_extra,
    note: body.note_to_staff,
  };
}

/**
 * The form that somebody sent when their sign-in had ended, with its key and the version it had seen, so that it is the same
 * register once they send it again. Nothing when nothing was kept, or when what was kept is no such form.
 */
export function putBack(kept: Typed | undefined): TypedRegister | undefined {
  if (kept === undefined) return undefined;
  const body = plainToInstance(RegisterFormBody, fieldsOf(kept));
  return validateSync(body).length === 0 && body.key !== '' ? typedOf(body) : undefined;
}

/** A form that nobody has touched: as the register stands, under a key of its own. */
export function freshForm({ list, sent }: OpenedRegister): TypedRegister {
  const number = (heads: number | undefined): string => (heads === undefined ? '' : String(heads));
  return {
    ...tickedOn(list),
    key: newId<SessionId>(),
    version: String(sent?.version ?? 0),
    extra: [],
    newNames: [],
    ...{ add: '', asked: '' },
    headCountExtra: number(sent?.headCountExtra === 0 ? undefined : sent?.headCountExtra),
    out: number(sent?.countedOut),
    back: number(sent?.countedBack),
    note: '',
  };
}

/** Everybody who said yes is ticked beside those who were ticked already. */
export function filled({ list }: OpenedRegister, typed: TypedRegister): TypedRegister {
  const yes = saidYes(list).map(({ personId }) => personId);
  return { ...typed, came: [...new Set<string>([...typed.came, ...yes])] };
}

/** The place among those who are new of whom a button takes off; nothing for any other button. */
export function droppedBy(button: string): number | undefined {
  const place = /^drop-(\d{1,2})$/.exec(button)?.[1];
  return place === undefined ? undefined : Number(place);
}

/** Whoever was said to be new by mistake is on the form no longer, before anybody is made. */
export function withoutNew(typed: TypedRegister, place: number): TypedRegister {
  return { ...typed, newNames: typed.newNames.filter((_, each) => each !== place) };
}

/** Whoever was found is on the form now, and ticked: that is why they were looked for. */
export function withPerson(typed: TypedRegister, chosen: string): TypedRegister {
  return { ...typed, add: '', extra: [...typed.extra, chosen], came: [...typed.came, chosen] };
}

/** The session that an address names; refuses with `unknown-session` what is no id. */
export function sessionOf(text: string): SessionId {
  if (!isId<SessionId>(text)) throw unknownRegister();
  return text;
}

/** What the button says that was pressed. */
export function outcomePressed(button: string): Outcome {
  return button === 'nobody-came' || button === 'did-not-run' ? button : 'came';
}

/** Boxes are lists; of every other field the first value counts, as when a browser sends it. */
function fieldsOf(kept: Typed): Readonly<Record<string, string | readonly string[]>> {
  const lists = new Set(['came', 'helped', 'led', 'extra', 'new_name', 'new_seen']);
  return Object.fromEntries(
    Object.entries(kept).map(([name, values]) => [name, lists.has(name) ? values : (values[0] ?? '')]),
  );
}
