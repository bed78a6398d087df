import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the compiled service; the tests, which run the sources themselves, find it in dist/. */
const FOLDERS = [join(__dirname, '../../assets'), join(__dirname, '../../dist/assets')];

let manifest: Readonly<Record<string, string>> | undefined;

/** Where the files for browsers are, as scripts/assets.mjs made them. */
export function siteFolder(): string {
  const folder = FOLDERS.find((each) => existsSync(join(each, 'manifest.json')));
  if (folder === undefined) throw new Error('The files for browsers are not made yet: run npm run build.');
  return folder;
}

/** The address of one of them. It has a hash of what is in the file, so what is behind it never changes. */
export function siteFile(name: string): string {
  manifest ??= readManifest();
  const hashed = manifest[name];
  if (hashed === undefined) throw new Error(`There is no file for browsers named ${name}.`);
  return `/assets/${hashed}`;
}

function readManifest(): Readonly<Record<string, string>> {
  const text = readFileSync(join(siteFolder(), 'manifest.json'), 'utf8');
  const read: unknown = JSON.parse(text);
  return Object.fromEntries(Object.entries(read ?? {}).map(([name, file]) => [name, String(file)]));
}
