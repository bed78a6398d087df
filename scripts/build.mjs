import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { areThere } from './assets.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = path.join(ROOT, 'dist');
const STAMP = path.join(DIST, '.built-from.json');
const ASSETS = fileURLToPath(new URL('assets.mjs', import.meta.url));
const FOLDERS = ['src', 'migrations'];
/** How many files are compiled side by side. */
const AT_ONCE = 4;
/** What is copied as it stands, not compiled: templates, and the words of pages. */
const COPIED = /^src\/(web\/words\/|[^/]+\/views\/)/;
/** What the files for the browser are made of. */
const FOR_BROWSERS = /^src\/web\/(assets|styles)\//;

/** True when dist/ is not what the sources would make now. */
export function isStale() {
  return fingerprint(sources()) !== readStamp().fingerprint;
}

/**
 * Compiles src/ and migrations/ into dist/, laid out as `npm run build` lays them out, with source maps, and makes the
 * files for browsers. Files that have not changed are left alone, files whose source is gone are removed. Types are not checked here.
 * Calls `onCompiled` as soon as all code is there, while the files for browsers may still be in the making.
 */
export async function build({ onCompiled } = {}) {
  const files = sources();
  const stamp = readStamp();
  const settings = settingsHash();
  const before = stamp.settings === settings ? (stamp.files ?? {}) : {};
  const forBrowsers = assetsAreStale(files, before) ? startAssets() : undefined;
  await compileAll(Object.keys(files).filter((file) => !isFresh(file, files, before)));
  removeOrphans(files);
  onCompiled?.();
  await forBrowsers?.();
  writeWhole(STAMP, JSON.stringify({ fingerprint: fingerprint(files), settings, files }));
}

function isFresh(file, files, before) {
  return isForBrowsers(file) || (before[file] === files[file] && fs.existsSync(outputOf(file)));
}

function assetsAreStale(files, before) {
  const marks = (all) => JSON.stringify(Object.entries(all).filter(([file]) => isForBrowsers(file)));
  return !areThere() || marks(files) !== marks(before);
}

/** Styles take longer than all code, so they are made beside it. Answers how to wait for them. */
function startAssets() {
  const making = spawn(process.execPath, [ASSETS], { stdio: ['ignore', 2, 2] });
  const ended = new Promise((resolve) => making.once('exit', resolve).once('error', resolve));
  return async () => {
    if ((await ended) !== 0) throw new Error('The files for browsers could not be made: see above.');
  };
}

async function compileAll(files) {
  const { transformFile } = await import('@swc/core');
  const waiting = files.values();
  const work = async () => {
    for (const file of waiting) await (isCopied(file) ? copy(file) : compile(transformFile, file));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function compile(transformFile, file) {
  const output = outputOf(file);
  const { code, map } = await transformFile(path.join(ROOT, file), {
    swcrc: true,
    root: ROOT,
    sourceMaps: true,
    sourceFileName: path.relative(path.dirname(output), path.join(ROOT, file)),
    outputPath: output,
  });
  fs.mkdirSync(path.dirname(output), { recursive: true });
  writeWhole(`${output}.map`, map ?? '{}');
  writeWhole(output, `${code}\n//# sourceMappingURL=${path.basename(output)}.map\n`);
}

function copy(file) {
  writeWhole(outputOf(file), fs.readFileSync(path.join(ROOT, file)));
}

function isCopied(file) {
  return COPIED.test(file.split(path.sep).join('/'));
}

function isForBrowsers(file) {
  return FOR_BROWSERS.test(file.split(path.sep).join('/'));
}

function sources() {
  const files = FOLDERS.flatMap((folder) => filesIn(path.join(ROOT, folder)));
  const wanted = files
    .map((file) => path.relative(ROOT, file))
    .filter((file) => isCopied(file) || isForBrowsers(file) || /(?<!\.d)\.ts$/.test(file))
    .sort();
  return Object.fromEntries(wanted.map((file) => [file, mark(path.join(ROOT, file))]));
}

function mark(file) {
  const { mtimeMs, size } = fs.statSync(file);
  return `${mtimeMs} ${size}`;
}

function fingerprint(files) {
  return createHash('sha256').update(settingsHash()).update(JSON.stringify(files)).digest('hex');
}

function settingsHash() {
  const read = (name) => fs.readFileSync(path.join(ROOT, name), 'utf8');
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const compilers = [dependencies['@swc/core'], dependencies['govuk-frontend'], devDependencies.sass];
  return createHash('sha256')
    .update(read('.swcrc'))
    .update(read('scripts/build.mjs'))
    .update(read('scripts/assets.mjs'))
    .update(compilers.join())
    .digest('hex');
}

function readStamp() {
  try {
    return JSON.parse(fs.readFileSync(STAMP, 'utf8'));
  } catch {
    return {};
  }
}

function removeOrphans(files) {
  const wanted = new Set(Object.keys(files).flatMap((file) => [outputOf(file), `${outputOf(file)}.map`]));
  for (const file of FOLDERS.flatMap((folder) => filesIn(path.join(DIST, folder)))) {
    if (/\.js(\.map)?$/.test(file) && !wanted.has(file)) fs.rmSync(file, { force: true });
  }
}

function outputOf(file) {
  return path.join(DIST, file.replace(/\.ts$/, '.js'));
}

function filesIn(folder) {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

/** Written beside and moved, so that nobody ever loads half a file. */
function writeWhole(file, text) {
  const beside = `${file}.${process.pid}.tmp`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(beside, text);
  fs.renameSync(beside, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await build({ onCompiled: () => process.send?.('compiled') });
