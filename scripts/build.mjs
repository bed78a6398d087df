import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = path.join(ROOT, 'dist');
const STAMP = path.join(DIST, '.built-from.json');
const FOLDERS = ['src', 'migrations'];
/** What is copied as it stands, not compiled: files for the browser, templates, and the words of pages. */
const COPIED = /^src\/(web\/(assets|words)\/|[^/]+\/views\/)/;

/** True when dist/ is not what the sources would make now. */
export function isStale() {
  return fingerprint(sources()) !== readStamp().fingerprint;
}

/**
 * Compiles src/ and migrations/ into dist/, laid out as `nest build` lays them out, with source maps. Files that
 * have not changed are left alone, files whose source is gone are removed. Types are not checked here.
 */
export async function build() {
  const files = sources();
  const stamp = readStamp();
  const settings = settingsHash();
  const before = stamp.settings === settings ? (stamp.files ?? {}) : {};
  const { transformFile } = await import('@swc/core');
  for (const [file, mark] of Object.entries(files)) {
    if (before[file] === mark && fs.existsSync(outputOf(file))) continue;
    await (isCopied(file) ? copy(file) : compile(transformFile, file));
  }
  removeOrphans(files);
  writeWhole(STAMP, JSON.stringify({ fingerprint: fingerprint(files), settings, files }));
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

function sources() {
  const files = FOLDERS.flatMap((folder) => filesIn(path.join(ROOT, folder)));
  const wanted = files
    .map((file) => path.relative(ROOT, file))
    .filter((file) => isCopied(file) || (file.endsWith('.ts') && !file.endsWith('.d.ts')))
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
  const compiler = JSON.parse(read('package.json')).dependencies['@swc/core'];
  return createHash('sha256')
    .update(read('.swcrc'))
    .update(read('scripts/build.mjs'))
    .update(compiler)
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
