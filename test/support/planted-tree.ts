import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The project's own folder. */
export const PROJECT = join(__dirname, '..', '..');

const SETTINGS = ['package.json', 'tsconfig.json', 'eslint.config.mjs', '.dependency-cruiser.cjs'];

export interface PlantedTree {
  readonly folder: string;
  remove(): void;
}

/**
 * Writes files, by their paths, into a folder of its own that has the project's settings and packages but none of its
 * source. A gate that runs there judges only what was planted.
 */
export function plantTree(files: Readonly<Record<string, string>>): PlantedTree {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'galaxies-planted-'));
  for (const name of SETTINGS) cpSync(join(PROJECT, name), join(folder, name));
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return {
    folder,
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
