import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PROJECT } from '../support/planted-tree.js';

const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', 'out', 'examples']);

describe('the documentation agrees with the tree', () => {
  const pages = filesUnder(PROJECT, '.md');

  it('has the pages that a newcomer looks for', () => {
    const found = pages.map((page) => relative(PROJECT, page));
    expect(found).toEqual(
      expect.arrayContaining([
        'README.md',
        'CONTRIBUTING.md',
        'CHANGELOG.md',
        'docs/glossary.md',
        'docs/operations.md',
      ]),
    );
  });

  it('links only to files and headings that exist', () => {
    const broken = pages.flatMap((page) => linksOf(page).filter((link) => !leadsSomewhere(page, link)));
    expect(broken).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = packageJson();
    const named = mentions(pages, /npm (?:run ([a-z][a-z:-]*)|(start|test)\b)/g);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(['start', 'test', 'check']));
  });

  it('names only commands that exist', () => {
    const exist = commandsOfGalaxies();
    const named = mentions(pages, /npx galaxies ([a-z]+)/g);
    expect(named.filter((name) => !exist.has(name))).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(['balances', 'prove', 'export']));
  });

  it('names only files of ours that exist', () => {
    const named = mentions(pages, /`((?:src|migrations|scripts|test|bench|docs)\/[\w./-]+)`/g);
    expect(named.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
  });

  it('lists every decision in the index of decisions', () => {
    const folder = join(PROJECT, 'docs', 'decisions');
    const index = readFileSync(join(folder, 'README.md'), 'utf8');
    const unlisted = readdirSync(folder).filter(
      (name) => /^\d{4}-/.test(name) && !index.includes(`(${name})`),
    );
    expect(unlisted).toEqual([]);
  });

  it('gives every decision the same four parts', () => {
    const decisions = pages.filter((page) => /decisions\/\d{4}-/.test(page));
    const parts = decisions.map((page) =>
      [...readFileSync(page, 'utf8').matchAll(/^## (.+)$/gm)].map(([, title]) => title),
    );
    expect(decisions.length).toBeGreaterThan(9);
    for (const titles of parts) expect(titles).toEqual(['Status', 'Context', 'Decision', 'Consequences']);
  });
});

function filesUnder(folder: string, ending: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) => {
    if (each.isDirectory()) {
      const skip = NOT_OURS.has(each.name) || each.name.startsWith('.');
      return skip ? [] : filesUnder(join(folder, each.name), ending);
    }
    return each.name.endsWith(ending) ? [join(folder, each.name)] : [];
  });
}

/** The targets of a page's links that stay in this repository. */
function linksOf(page: string): readonly string[] {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return links.filter((target) => !/^[a-z]+:/.test(target));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(target)) return false;
  return heading === undefined || headingsOf(target).has(heading);
}

/** The anchors that a page's headings get: lower case, words joined by hyphens. */
function headingsOf(page: string): ReadonlySet<string> {
  const titles = [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title);
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  );
}

function mentions(pages: readonly string[], pattern: RegExp): readonly string[] {
  const found = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(pattern)].map(([, name, other]) => name ?? other ?? ''),
  );
  return [...new Set(found)];
}

function packageJson(): { readonly scripts: Readonly<Record<string, string>> } {
  const manifest: { scripts: Record<string, string> } = JSON.parse(
    readFileSync(join(PROJECT, 'package.json'), 'utf8'),
  );
  return manifest;
}

/** The names under which the command line registers its commands, read from its source. */
function commandsOfGalaxies(): ReadonlySet<string> {
  const sources = filesUnder(join(PROJECT, 'src'), '.ts').filter((file) => /\/src\/cli(\.ts$|\/)/.test(file));
  return new Set(mentions(sources, /(?:\.command|new Command)\(\s*['"]([a-z]+)/g));
}
