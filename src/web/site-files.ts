import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the compiled service; the tests, which run the sources themselves, find it in dist/. */
const FOLDERS = [join(__dirname, '../../assets'), join(__dirname, '../../dist/assets')];

/** What makes them, seen from the sources and from the compiled service; a production image has the files and not this. */
const MAKERS = [join(__dirname, '../../scripts/assets.mjs'), join(__dirname, '../../../scripts/assets.mjs')];

let manifest: Readonly<Record<string, string>> | undefined;

/** Where the files for browsers are. After a bare `nest build` or `nest start` they are not there, and are made now. */
export function siteFolder(): string {
  const folder = folderThere() ?? folderMadeNow();
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

function folderThere(): string | undefined {
  return FOLDERS.find((each) => existsSync(join(each, 'manifest.json')));
}

function folderMadeNow(): string | undefined {
  const maker = MAKERS.find((each) => existsSync(each));
  if (maker !== undefined)
    execFileSync(process.execPath, [maker], { stdio: ['ignore', 'ignore', 'inherit'] });
  return folderThere();
}

function readManifest(): Readonly<Record<string, string>> {
  const text = readFileSync(join(siteFolder(), 'manifest.json'), 'utf8');
  const read: unknown = JSON.parse(text);
  return Object.fromEntries(Object.entries(read ?? {}).map(([name, file]) => [name, String(file)]));
}
