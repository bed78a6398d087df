import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/*
 * Makes the files that browsers are sent: dist/assets/<name>-<hash of what is in it>.<kind>, each with a .br and a .gz
 * beside it, and manifest.json that says which name has become which. A name with a hash never changes what it means,
 * so a browser may keep it for ever. `npm run build` and `npm start` both call this.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STYLE = path.join(ROOT, 'src', 'web', 'styles', 'site.scss');
const PICTURES = path.join(ROOT, 'src', 'web', 'assets');
const OUTPUT = path.join(ROOT, 'dist', 'assets');
const MANIFEST = path.join(OUTPUT, 'manifest.json');

/** Whether the files are there at all; whether they are of today, the stamp of the build knows. */
export function areThere() {
  return fs.existsSync(MANIFEST);
}

/** Makes all of them anew. Those of earlier builds stay until the new ones are in place. */
export async function buildAssets() {
  const files = [['site.css', await style()], ...pictures()];
  const before = areThere() ? fs.readdirSync(OUTPUT) : [];
  fs.mkdirSync(OUTPUT, { recursive: true });
  const manifest = Object.fromEntries(files.map(([name, content]) => [name, write(name, content)]));
  writeWhole(MANIFEST, JSON.stringify(manifest, null, 2));
  removeAllBut(Object.values(manifest), before);
}

async function style() {
  const sass = await import('sass').catch(() => {
    throw new Error('The styles are made by sass, which is a devDependency: run npm ci without --omit=dev.');
  });
  const options = { loadPaths: [path.join(ROOT, 'node_modules')], style: 'compressed', charset: false };
  return Buffer.from(sass.compile(STYLE, options).css);
}

function pictures() {
  return fs.readdirSync(PICTURES).map((name) => [name, fs.readFileSync(path.join(PICTURES, name))]);
}

function write(name, content) {
  const { name: stem, ext } = path.parse(name);
  const hashed = `${stem}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}${ext}`;
  const file = path.join(OUTPUT, hashed);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  writeWhole(file, content);
  writeWhole(`${file}.br`, brotliCompressSync(content, quality));
  writeWhole(`${file}.gz`, gzipSync(content, { level: 9 }));
  return hashed;
}

function removeAllBut(wanted, found) {
  for (const name of found) {
    if (name !== path.basename(MANIFEST) && !wanted.includes(name.replace(/\.(br|gz)$/, ''))) {
      fs.rmSync(path.join(OUTPUT, name), { force: true });
    }
  }
}

/** Written beside and moved, so that nobody is ever sent half a file. */
function writeWhole(file, content) {
  const beside = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(beside, content);
  fs.renameSync(beside, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAssets();
