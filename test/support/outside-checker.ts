import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { View } from '../../src/database/index.js';
import { Exports } from '../../src/ledger/index.js';
import { ExportsQueries } from '../../src/ledger/exports.queries.js';
import type { SchemeId } from '../../src/shared/ids.js';

const CHECKER = resolve(__dirname, '../../docs/verify/verify.py');

/** What the checker for outsiders said of an export. */
export interface Verdict {
  readonly holds: boolean;
  readonly output: string;
}

/** Exports what a view sees, checks the export with docs/verify/verify.py alone, and throws the export away. */
export async function checkedOutside(view: View, scheme: SchemeId, savedNote?: string): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'galaxies-export-'));
  try {
    const book = join(folder, 'book');
    await exportInto(book, view, scheme);
    if (savedNote === undefined) return await run([book]);
    const note = join(folder, 'checkpoint.txt');
    writeFileSync(note, savedNote);
    return await run([book, '--checkpoint', note]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function exportInto(folder: string, view: View, scheme: SchemeId): Promise<void> {
  const exports = new Exports(new ExportsQueries());
  const texts = new Map(exports.filesOf('jsonl').map((file) => [file, '']));
  const [about]: { id: string; slug: string }[] = await view.query(
    'SELECT id, slug FROM scheme WHERE id = $1',
    [scheme],
  );
  await exports.write(view, scheme, {
    format: 'jsonl',
    origin: `galaxies/${String(about?.slug)}`,
    refs: new Map(),
    write: (chunk) =>
      Promise.resolve(void texts.set(chunk.file, `${String(texts.get(chunk.file))}${chunk.text}`)),
  });
  mkdirSync(folder);
  for (const [file, text] of texts) writeFileSync(join(folder, file), text);
  const files = Object.fromEntries([...texts].map(([file, text]) => [file, { sha256: sha256(text) }]));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ scheme: about, files }));
}

function run(parameters: readonly string[]): Promise<Verdict> {
  return new Promise((settle) => {
    execFile('python3', [CHECKER, ...parameters], (error, stdout, stderr) => {
      settle({ holds: error === null, output: `${stdout}${stderr}` });
    });
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
