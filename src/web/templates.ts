import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Environment, Loader, type LoaderSource } from 'nunjucks';
import { errorFor } from './field-errors.js';
import { siteFile } from './site-files.js';
import { say } from './words.js';

const SOURCE = join(__dirname, '..');
const SUFFIX = '.njk';

/** Finds `identity/sign-in.njk` in `src/identity/views/sign-in.njk`: each room keeps its own views. */
class RoomLoader extends Loader {
  getSource(name: string): LoaderSource {
    const [room = '', ...view] = name.split('/');
    const path = join(SOURCE, room, 'views', ...view);
    return { src: readFileSync(path, 'utf8'), path, noCache: false };
  }
}

/**
 * Every template of every room, compiled when the process starts: one that cannot be read stops the start. What is
 * put into a page is escaped, and a name that was not given throws rather than leaving a hole.
 */
export class Templates {
  readonly #environment = new Environment(new RoomLoader(), {
    autoescape: true,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  });

  constructor() {
    this.#environment.addGlobal('t', say);
    this.#environment.addGlobal('siteFile', siteFile);
    this.#environment.addGlobal('errorFor', errorFor);
    for (const name of templateNames()) this.#environment.getTemplate(name, true);
  }

  /** The page of that view, `room/view`. */
  render(view: string, context: object): string {
    return this.#environment.render(view + SUFFIX, context);
  }
}

function templateNames(): readonly string[] {
  const rooms = readdirSync(SOURCE, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return rooms.flatMap(({ name }) => viewsOf(name));
}

function viewsOf(room: string): readonly string[] {
  const folder = join(SOURCE, room, 'views');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith(SUFFIX)).map((file) => `${room}/${file.split(sep).join('/')}`);
}
