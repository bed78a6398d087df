import { createHash, type Hash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Chunk } from '../ledger/index.js';
import { Stopped } from './stopped.js';

const MANIFEST = 'manifest.json';
const MADE_BY = 'galaxies export';

interface OpenFile {
  readonly handle: FileHandle;
  readonly hash: Hash;
  bytes: number;
}

/**
 * A folder that appears only when it is complete. It is written beside its place and then moved there; what stood there
 * before is replaced if it is an earlier export and nothing else, and refused otherwise.
 */
export class ExportFolder {
  readonly #place: string;
  readonly #beside: string;
  readonly #files = new Map<string, OpenFile>();
  readonly #onSignal = (signal: NodeJS.Signals): void => {
    rmSync(this.#beside, { recursive: true, force: true });
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };

  constructor(
    out: string,
    private readonly names: readonly string[],
  ) {
    this.#place = resolve(out);
    refuseWhatIsNotOurs(this.#place);
    this.#beside = folderBeside(this.#place);
    process.on('SIGINT', this.#onSignal).on('SIGTERM', this.#onSignal);
  }

  /** Adds text to the end of a file. */
  async append({ file, text }: Chunk): Promise<void> {
    const opened = await this.#opened(file);
    const bytes = Buffer.from(text);
    opened.hash.update(bytes);
    opened.bytes += bytes.length;
    await opened.handle.writeFile(bytes);
  }

  /** Writes the manifest with every file's checksum, waits for the disk, and moves the folder into its place. */
  async complete(about: object): Promise<void> {
    const files: Record<string, { sha256: string; bytes: number }> = {};
    for (const name of this.names) {
      const { handle, hash, bytes } = await this.#opened(name);
      files[name] = { sha256: hash.digest('hex'), bytes };
      await handle.sync();
      await handle.close();
    }
    this.#files.clear();
    const manifest = `${JSON.stringify({ made_by: MADE_BY, version: 1, ...about, files }, undefined, 2)}\n`;
    const handle = await open(join(this.#beside, MANIFEST), 'wx');
    await handle.writeFile(manifest);
    await handle.sync();
    await handle.close();
    this.#move();
  }

  /** Takes away what was written beside; nothing when it is in its place. */
  async abandon(): Promise<void> {
    process.off('SIGINT', this.#onSignal).off('SIGTERM', this.#onSignal);
    for (const { handle } of this.#files.values()) await handle.close();
    rmSync(this.#beside, { recursive: true, force: true });
  }

  #move(): void {
    refuseWhatIsNotOurs(this.#place);
    const old = `${this.#beside}.old`;
    if (existsSync(this.#place)) renameSync(this.#place, old);
    renameSync(this.#beside, this.#place);
    rmSync(old, { recursive: true, force: true });
  }

  async #opened(name: string): Promise<OpenFile> {
    const known = this.#files.get(name);
    if (known !== undefined) return known;
    const handle = await open(join(this.#beside, name), 'wx');
    const opened = { handle, hash: createHash('sha256'), bytes: 0 };
    this.#files.set(name, opened);
    return opened;
  }
}

function folderBeside(place: string): string {
  const parent = dirname(place);
  try {
    mkdirSync(parent, { recursive: true });
    return mkdtempSync(join(parent, `.${basename(place)}.partial-`));
  } catch (error) {
    const code = error instanceof Error ? String(Reflect.get(error, 'code')) : 'unknown';
    throw new Stopped(`Nothing can be written in "${parent}" (${code}). Choose another folder.`);
  }
}

function refuseWhatIsNotOurs(place: string): void {
  if (!existsSync(place)) return;
  if (!statSync(place).isDirectory()) {
    throw new Stopped(`"${place}" is a file. Choose a folder that is not there yet.`);
  }
  const found = readdirSync(place);
  if (found.length === 0) return;
  const ours = filesOfEarlierExport(place);
  const [other] = found.filter((name) => !ours.includes(name));
  if (other !== undefined) {
    throw new Stopped(
      `"${place}" holds "${other}", which is not of an earlier export. Choose a folder that is empty or not there yet.`,
    );
  }
}

function filesOfEarlierExport(place: string): readonly string[] {
  const manifest = readManifest(join(place, MANIFEST));
  const files: unknown = Reflect.get(manifest, 'files');
  if (Reflect.get(manifest, 'made_by') !== MADE_BY || typeof files !== 'object' || files === null) return [];
  return [MANIFEST, ...Object.keys(files)];
}

function readManifest(path: string): object {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}
