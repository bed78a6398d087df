import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { siteFile } from '../../src/web/site-files.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

let web: WebApp;

beforeAll(async () => {
  web = await openWebApp();
});

afterAll(() => web.close());

function ask(encoding: string) {
  return web.app.inject({ url: siteFile('site.css'), headers: { 'accept-encoding': encoding } });
}

describe('a file for browsers', () => {
  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['identity', undefined, (plain: Buffer) => plain],
  ])('comes as a browser that takes %s can read it', async (accepted, encoding, read) => {
    const { headers, rawPayload } = await ask(accepted);
    expect(headers).toMatchObject({ 'content-type': 'text/css; charset=utf-8', vary: 'accept-encoding' });
    expect(headers['content-encoding']).toBe(encoding);
    expect(read(rawPayload).toString()).toBe((await ask('identity')).body);
  });

  it('may be kept for ever, for its name changes with what is in it', async () => {
    expect(siteFile('site.css')).toMatch(/^[/]assets[/]site-[0-9a-f]{12}[.]css$/);
    expect((await ask('br')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('of the style is 10 KB at most on its way', async () => {
    expect((await ask('br')).rawPayload.length).toBeLessThanOrEqual(10 * 1_024);
  });
});

describe('the style', () => {
  it('has no typeface and no crown that are not ours', async () => {
    const { body } = await ask('identity');
    expect(body).not.toMatch(/@font-face|GDS|crown|url[(]/i);
    expect(body).toContain('font-family:arial,helvetica,sans-serif');
  });

  it.each(['light', 'dark'])(
    'gives each text a contrast of 7:1 and each edge 3:1, in the %s',
    async (mode) => {
      const colours = coloursOf((await ask('identity')).body, mode);
      const ratio = (one: string, other: string): number => contrast(colours.get(one), colours.get(other));
      const low = [
        ...TEXTS.filter(([one, other]) => !(ratio(one, other) >= 7)),
        ...EDGES.filter(([one, other]) => !(ratio(one, other) >= 3)),
      ];
      expect(low.map(([one, other]) => [one, other, ratio(one, other)])).toEqual([]);
    },
  );
});

const PAPER = '--govuk-body-background-colour';

const TEXTS = [
  ...['text', 'secondary-text', 'link', 'link-visited', 'link-hover', 'link-active', 'error', 'success'].map(
    (name) => [`--govuk-${name}-colour`, PAPER] as const,
  ),
  ['--govuk-focus-text-colour', '--govuk-focus-colour'],
  ['--govuk-surface-text-colour', '--govuk-surface-background-colour'],
  ['--gx-on-band', '--gx-band'],
  ['--gx-on-button', '--gx-button'],
  ['--gx-on-quiet-button', '--gx-quiet-button'],
] as const;

const EDGES = [
  ...['border', 'input-border', 'surface-border', 'error'].map(
    (name) => [`--govuk-${name}-colour`, PAPER] as const,
  ),
  ['--gx-button', PAPER],
  ['--gx-quiet-button-edge', PAPER],
] as const;

/** Every colour by its name, with those of the dark over those of the light when it is dark. */
function coloursOf(css: string, mode: string): ReadonlyMap<string, string> {
  const dark = /@media screen and [(]prefers-color-scheme: ?dark[)][{]:root[{][^}]*[}]/.exec(css)?.[0] ?? '';
  const text =
    css.replace(dark, '').replace(/@media print[{]:root[{][^}]*[}]/g, '') + (mode === 'dark' ? dark : '');
  const named = text.matchAll(/(--(?:govuk|gx)-[a-z-]+): ?(#[0-9a-f]{3,6})/g);
  return new Map([...named].map(([, name = '', colour = '']) => [name, inFull(colour)]));
}

/** `#fff` as `#ffffff`. */
function inFull(colour: string): string {
  return colour.length === 4 ? colour.replaceAll(/[0-9a-f]/g, '$&$&') : colour;
}

/** The contrast of two colours as WCAG 2.2 counts it. */
function contrast(one = '', other = ''): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
