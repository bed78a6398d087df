/** Text that is already HTML. Only `html` makes it, so whatever else reaches a page is escaped. */
class Markup {
  constructor(readonly text: string) {}
}

export type { Markup };

type Piece = Markup | string | number | readonly Markup[];

/** A piece of a page. What is put into it is escaped, unless it is such a piece itself. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(parts.map((part, index) => part + textOf(pieces[index] ?? '')).join(''));
}

function textOf(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map(({ text }) => text).join('');
  return String(piece).replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
