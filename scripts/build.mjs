import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { areThere, buildAssets } from './assets.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = path.join(ROOT, 'dist');
const STAMP = path.join(DIST, '.built-from.json');
const FOLDERS = ['src', 'migrations'];
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
 */
export async function build() {
  const files = sources();
  const stamp = readStamp();
  const settings = settingsHash();
  const before = stamp.settings === settings ? (stamp.files ?? {}) : {};
  await buildAssetsWhenChanged(files, before);
  const { transformFile } = await import('@swc/core');
  for (const [file, mark] of Object.entries(files)) {
    if (isForBrowsers(file) || (before[file] === mark && fs.existsSync(outputOf(file)))) continue;
    await (isCopied(file) ? copy(file) : compile(transformFile, file));
  }
  removeOrphans(files);
  writeWhole(STAMP, JSON.stringify({ fingerprint: fingerprint(files), settings, files }));
}

async function buildAssetsWhenChanged(files, before) {
  const marks = (all) => JSON.stringify(Object.entries(all).filter(([file]) => isForBrowsers(file)));
  if (!areThere() || marks(files) !== marks(before)) await buildAssets();
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

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
