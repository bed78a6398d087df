import type { Page } from 'playwright-core';
import {
  axe,
  contrast,
  type Faults,
  htmlFaults,
  type InPage,
  inPage,
  keyboardFaults,
} from './page-checks.js';

/** One way to spoil a good page, and the check that has to notice. */
interface Broken {
  readonly how: string;
  /** Runs in the page. */
  readonly spoil: string;
  readonly check: (page: Page) => Promise<Faults>;
}

const add = (html: string): string =>
  `document.querySelector('main').insertAdjacentHTML('beforeend', '${html}')`;
const style = (css: string): string => add(`<style>${css}</style>`);

export const BROKEN: readonly Broken[] = [
  { how: 'a picture without words', spoil: add('<img src="/x.png">'), check: axe },
  {
    how: 'text outside every landmark',
    spoil: "document.body.insertAdjacentHTML('beforeend', '<p>Lost</p>')",
    check: axe,
  },
  { how: 'text at 4.6:1', spoil: style('main p { color: #757575 !important }'), check: axe },
  {
    how: 'dark text on dark paper',
    spoil: style('main p { color: #333333 !important; background: #222222 }'),
    check: contrast,
  },
  {
    how: 'something wider than a telephone',
    spoil: add('<p style="width: 400px">x</p>'),
    check: within('overflow'),
  },
  {
    how: 'what somebody has below the first 400 px',
    spoil: add('<p class="gx-numbers__figure" style="margin-top: 400px">3</p>'),
    check: within('lowFigures'),
  },
  {
    how: 'a link to itself',
    spoil: add('<p><a href="/help#more">More</a></p>'),
    check: within('idleLinks'),
  },
  { how: 'a second h1', spoil: add('<h1>Again</h1>'), check: within('outline') },
  { how: 'another language', spoil: "document.documentElement.lang = 'de'", check: within('outline') },
  { how: 'a title without the service', spoil: "document.title = 'Help'", check: within('outline') },
  {
    how: 'a title that says Error on a page without',
    spoil: "document.title = 'Error: Help – Galaxies'",
    check: within('outline'),
  },
  {
    how: 'help before the content',
    spoil: "document.querySelector('main').before(document.querySelector('.gx-help'))",
    check: within('outline'),
  },
  {
    how: 'no way to help right now',
    spoil: "document.querySelector('.gx-help__now').remove()",
    check: within('outline'),
  },
  {
    how: 'a navigation without a name',
    spoil: "document.querySelector('nav').removeAttribute('aria-label')",
    check: within('outline'),
  },
  {
    how: 'a low button',
    spoil: add('<button class="govuk-button" style="min-height: 44px; height: 44px">Go</button>'),
    check: within('smallTargets'),
  },
  { how: 'a low link', spoil: add('<p><a href="/">Go</a></p>'), check: within('smallTargets') },
  {
    how: 'words in letters of the browser',
    spoil: add('<button style="font-family: system-ui">Go</button>'),
    check: within('strangeLetters'),
  },
  {
    how: 'a link that Tab passes by',
    spoil: "document.querySelector('.gx-nav a').tabIndex = -1",
    check: keyboardFaults,
  },
  {
    how: 'a focus that is not shown',
    spoil: style('*:focus { outline: none !important; box-shadow: none !important }'),
    check: keyboardFaults,
  },
  {
    how: 'something that lies over the page',
    spoil: add('<div style="position: fixed; inset: 0; background: #fff"></div>'),
    check: keyboardFaults,
  },
  {
    how: 'a trap for the keyboard',
    spoil: "document.addEventListener('keydown', (event) => event.preventDefault())",
    check: keyboardFaults,
  },
  {
    how: 'words for those without scripts alone',
    spoil: add('<noscript>Turn them on.</noscript>'),
    check: within('mindsScripts'),
  },
  {
    how: 'a script in an attribute',
    spoil: add('<p onclick="go()">Go</p>'),
    check: within('mindsScripts'),
  },
  { how: 'a block in a paragraph', spoil: 'undefined', check: () => htmlFaults('<p><div>x</div></p>') },
];

function within(check: InPage): (page: Page) => Promise<Faults> {
  return (page) => inPage(page, check);
}
