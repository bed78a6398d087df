import type { SessionId } from '../../src/shared/ids.js';
import { type Fields, tokenIn, type Visitor } from './visitor.js';

/** Where the register of a session is taken. */
export const registerOf = (session: SessionId): string => `/leader/dates/${session}/register`;

/** The value of a hidden field. */
export function hidden(body: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
}

/** What the form of a register sends besides what is typed into it. */
export function usualFields(body: string): Fields {
  return { key: hidden(body, 'key'), version: hidden(body, 'version'), _csrf: tokenIn(body) };
}

/** The people of a page who are ticked. */
export function tickedIn(body: string): readonly string[] {
  return [...body.matchAll(/name="came" value="([^"]*)"(?: id="came")? checked/g)].map(([, id = '']) => id);
}

/** The sentences of a receipt. */
export function sentencesIn(body: string): readonly string[] {
  return [...body.matchAll(/<p class="govuk-body gx-sum">([^<]*)<\/p>/g)].map(([, text = '']) => text);
}

/** Opens the register and presses a button of it, with what is typed into it. */
export async function press(by: Visitor, session: SessionId, button: string, fields: Fields = {}) {
  const { body } = await by.get(registerOf(session));
  return by.post(registerOf(session), { ...usualFields(body), do: button, ...fields });
}
