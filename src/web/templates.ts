import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Environment, Loader, type LoaderSource } from 'nunjucks';
import type { Typed } from './frame.js';
import { errorFor } from './field-errors.js';
import { nearestLink } from './frame.js';
import { siteFile } from './site-files.js';
import { say } from './words.js';

/** Where the rooms are: src/, or dist/src/. */
const ROOMS = join(__dirname, '..');
const SUFFIX = '.njk';

/** For whoever reads the view, and not sent: on a page of many rows it is a third of what goes over the wire. */
const INDENTATION = /^[ \t]+/gm;

/** Finds `identity/sign-in.njk` in `src/identity/views/sign-in.njk`: each room keeps its own views. */
class RoomLoader extends Loader {
  constructor(private readonly houses: readonly string[]) {
    super();
  }

  getSource(name: string): LoaderSource {
    const [room = '', ...view] = name.split('/');
    const paths = this.houses.map((house) => join(house, room, 'views', ...view));
    const path = paths.find((each) => existsSync(each));
    if (path === undefined) throw new Error(`There is no view ${name}.`);
    return { src: readFileSync(path, 'utf8').replace(INDENTATION, ''), path, noCache: false };
  }
}

/**
 * Every template of every room, compiled when the process starts: one that cannot be read stops the start. What is
 * put into a page is escaped, and a name that was not given throws rather than leaving a hole.
 */
export class Templates {
  readonly #environment: Environment;
  /** What somebody had typed into the page that is being drawn. Drawing waits for nothing, so it is one page at a time. */
  #typed: Typed | undefined;

  /** `more` are folders that hold rooms besides our own; the tests have one. */
  constructor(more: readonly string[] = []) {
    const houses = [ROOMS, ...more];
    this.#environment = new Environment(new RoomLoader(houses), {
      autoescape: true,
      throwOnUndefined: true,
      trimBlocks: true,
      lstripBlocks: true,
    });
    this.#environment.addGlobal('t', say);
    this.#environment.addGlobal('siteFile', siteFile);
    this.#environment.addGlobal('errorFor', errorFor);
    this.#environment.addGlobal('nearestLink', nearestLink);
    this.#environment.addGlobal('typed', (name: string, value: unknown) => this.#typed?.[name]?.[0] ?? value);
    this.#environment.addGlobal('allTyped', (name: string, values: unknown) =>
      this.#typed === undefined ? values : (this.#typed[name] ?? []),
    );
    for (const name of houses.flatMap(viewsIn)) this.#environment.getTemplate(name, true);
  }

  /** The page of that view, `room/view`. What was typed before stands in its fields instead of what they would hold. */
  render(view: string, context: object, typed?: Typed): string {
    this.#typed = typed;
    try {
      return this.#environment.render(view + SUFFIX, context);
    } finally {
      this.#typed = undefined;
    }
  }
}

/** The names of the views of all rooms in a folder. */
function viewsIn(house: string): readonly string[] {
  const rooms = readdirSync(house, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return rooms.flatMap(({ name }) => viewsOf(house, name));
}

function viewsOf(house: string, room: string): readonly string[] {
  const folder = join(house, room, 'views');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith(SUFFIX)).map((file) => `${room}/${file.split(sep).join('/')}`);
}
