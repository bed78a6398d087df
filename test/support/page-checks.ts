import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import type { RunOptions } from 'axe-core';
import type { Page, Response } from 'playwright-core';

/** Each check answers what is wrong, in words; nothing when all is well. */
export type Faults = readonly string[];

/** What the checks below call. Every document of a page that is looked at begins with it: see visitors-page.ts. */
export const IN_EVERY_PAGE = [require.resolve('axe-core/axe.min.js'), join(__dirname, 'in-page.js')]
  .map((file) => readFileSync(file, 'utf8'))
  .join(';\n');

const EVERYTHING: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'color-contrast-enhanced': { enabled: true } },
  resultTypes: ['violations', 'incomplete'],
  // Where in the page a fault is, its HTML tells.
  selectors: false,
};

const CONTRAST: RunOptions = {
  runOnly: ['color-contrast', 'color-contrast-enhanced'],
  resultTypes: ['violations', 'incomplete'],
  selectors: false,
};

/** What WCAG 1.4.12 lets people do to the text. */
const WIDER_TEXT =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } ' +
  'p { margin-bottom: 2em !important; }';

const BIGGER_TEXT = 'html { font-size: 200% !important; }';

/** What axe finds against WCAG 2.2 AA and its best practice, every text below 7:1, and what axe could not tell. */
export function axe(page: Page): Promise<Faults> {
  return axeWith(page, EVERYTHING);
}

/** The contrast alone, for the same page in other colours. */
export function contrast(page: Page): Promise<Faults> {
  return axeWith(page, CONTRAST);
}

/** Runs in the page, so that of all that axe tells only the faults come over. */
const TOLD = `({ violations, incomplete }) => [
  ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)),
  ...incomplete.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ', not sure: ' + html)),
]`;

function axeWith(page: Page, options: RunOptions): Promise<Faults> {
  return page.evaluate<Faults>(`axe.run(document, ${JSON.stringify(options)}).then(${TOLD})`);
}

export type InPage =
  'idleLinks' | 'lowFigures' | 'mindsScripts' | 'outline' | 'overflow' | 'smallTargets' | 'strangeLetters';

/** One of the checks of in-page.js. */
export function inPage(page: Page, check: InPage): Promise<Faults> {
  return page.evaluate<Faults>(`inPage.${check}()`);
}

/** What is found before anything is touched. */
export interface FirstSight extends Readonly<Record<InPage, Faults>> {
  /** All that the page says: its title, what is seen, what is only read out, and what the controls hold. */
  readonly said: string;
  /** What is read on it. */
  readonly read: string;
  /** The addresses that its links and filters lead to. */
  readonly leadsTo: readonly string[];
}

export function firstSight(page: Page): Promise<FirstSight> {
  return page.evaluate<FirstSight>('inPage.firstSight()');
}

/** What is too wide when people change the text: when they make it wider, and when they make it bigger besides. */
export function stretched(page: Page): Promise<Record<'wider text' | 'bigger text', Faults>> {
  return page.evaluate(`({
    'wider text': inPage.overflowWith(${JSON.stringify(WIDER_TEXT)}),
    'bigger text': inPage.overflowWith(${JSON.stringify(BIGGER_TEXT)}),
  })`);
}

/** Walks the page by Tab, and answers what is not reached, or cannot be seen when it is. */
export async function keyboardFaults(page: Page): Promise<Faults> {
  const wanted = await page.evaluate<number>('inPage.setOut()');
  await tab(page, wanted);
  const stops = await page.evaluate<readonly { name: string; faults: Faults }[]>('inPage.arrive()');
  const faults = stops.flatMap((stop) => stop.faults);
  const reached = new Set(stops.map(({ name }) => name)).size;
  return reached === wanted ? faults : [...faults, `${String(reached)} of ${String(wanted)} reached`];
}

/** Presses Tab so often. The page is told of each press in its turn, without waiting for what it made of the last. */
async function tab(page: Page, times: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  const presses = Array.from({ length: times }, () => [
    devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key }),
    devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
  ]);
  await Promise.all(presses.flat());
  await devtools.detach();
}

/** What came over the wire to show a page to somebody who has never been here. */
export interface Weight {
  readonly bytes: number;
  readonly requests: number;
  readonly scripts: number;
  readonly elsewhere: number;
}

export async function weightOf(responses: readonly Response[], home: string): Promise<Weight> {
  const sizes = await Promise.all(responses.map((response) => response.request().sizes()));
  const count = (test: (response: Response) => boolean): number => responses.filter(test).length;
  return {
    bytes: sizes.reduce((sum, size) => sum + size.responseBodySize + size.responseHeadersSize, 0),
    requests: responses.length,
    scripts: count((response) => response.request().resourceType() === 'script'),
    elsewhere: count((response) => !response.url().startsWith(home)),
  };
}

/** Makes its settings once, and not for each page. */
class OneConfig extends StaticConfigLoader {
  private readonly only = super.getConfigFor('');

  override getConfigFor(): ReturnType<StaticConfigLoader['getConfigFor']> {
    return this.only;
  }
}

const RULES = new OneConfig({
  extends: ['html-validate:recommended'],
  rules: {
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    // At twice the size a telephone number does not fit on one line of a small telephone.
    'tel-non-breaking': 'off',
    // A table that is drawn as blocks loses its meaning in some browsers unless its roles are written out.
    'no-redundant-role': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
  },
});

const validator = new HtmlValidate(RULES);

/** What is wrong with the HTML as it was sent. */
export async function htmlFaults(html: string): Promise<Faults> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `line ${String(line)}, ${ruleId}: ${message}`),
  );
}
