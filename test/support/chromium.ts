import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const PACKAGE = resolve(dirname(require.resolve('@sparticuz/chromium')), '../..');
const CACHE = resolve(PACKAGE, '../../.cache');

/**
 * Starts the Chromium that comes with npm, so that a machine with Node alone can run what needs a browser. It brings
 * the libraries and the font it needs, so it draws the same everywhere. The caller closes it.
 */
export function openBrowser(): Promise<Browser> {
  const home = unpacked();
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    args: ['--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
    env: { LD_LIBRARY_PATH: join(home, 'lib'), FONTCONFIG_FILE: join(home, 'only.conf'), HOME: home },
  });
}

/** Unpacked once for each version, beside and moved, so that two runs never share half a browser. */
function unpacked(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const home = join(CACHE, `chromium-${version}`);
  if (existsSync(home)) return home;
  mkdirSync(CACHE, { recursive: true });
  const beside = mkdtempSync(join(CACHE, 'unpacking-'));
  writeFileSync(join(beside, 'chromium'), packed('chromium.br'), { mode: 0o755 });
  for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
    const { status } = spawnSync('tar', ['-x', '-C', beside], { input: packed(archive) });
    if (status !== 0) throw new Error(`The browser's ${archive} could not be unpacked.`);
  }
  const folders = `<dir>${join(home, 'fonts')}</dir><cachedir>${join(home, 'font-cache')}</cachedir>`;
  writeFileSync(join(beside, 'only.conf'), `<?xml version="1.0"?><fontconfig>${folders}</fontconfig>`);
  if (existsSync(home)) rmSync(beside, { recursive: true });
  else renameSync(beside, home);
  return home;
}

function packed(name: string): Buffer {
  return brotliDecompressSync(readFileSync(join(PACKAGE, 'bin', name)));
}
