import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PROJECT } from '../support/planted-tree.js';

/** Every role that a file may have, as CONTRIBUTING.md lists them. */
const ROLES = [
  ...['service', 'queries', 'statements', 'sql', 'entity', 'errors', 'dto'],
  ...[
    'controller',
    'pages',
    'processor',
    'presenter',
    'filter',
    'decorator',
    'guard',
    'http',
    'command',
    'action',
    'module',
  ],
];

/** Names that say nothing about what is inside. */
const EMPTY_NAMES = /^(utils?|helpers?|common|base|misc|managers?|impl|lib|core)$/;

describe('the shape of the tree', () => {
  const entries = readdirSync(join(PROJECT, 'src'), { recursive: true, withFileTypes: true });
  const folders = entries.filter((each) => each.isDirectory()).map(({ name }) => name);
  const files = entries.filter((each) => each.isFile() && each.name.endsWith('.ts')).map(({ name }) => name);

  it('gives every file a name in kebab-case and at most one role, from the list', () => {
    const lawful = new RegExp(`^[a-z0-9]+(-[a-z0-9]+)*([.](${ROLES.join('|')}))?[.]ts$`);
    expect(files.filter((name) => !lawful.test(name))).toEqual([]);
  });

  it('has no folder and no file whose name says nothing', () => {
    const names = [...folders, ...files.map((name) => basename(name).replace(/[.].*/, ''))];
    expect(names.filter((name) => EMPTY_NAMES.test(name))).toEqual([]);
  });
});
