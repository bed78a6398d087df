/* global window, document, Node, getComputedStyle */
/*
 * What is asked of a page from inside it. test/support/page-checks.ts calls it, and each document begins with it; each
 * answers a list of faults, empty when there are none.
 */
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  /** Those that can be seen: what stands in a closed part of the page is no stop until it is opened. */
  const shown = (selector) => all(selector).filter((each) => each.checkVisibility());
  const short = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 100);

  /** What makes the page wider than the window. */
  function overflow() {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = all('body *').filter((each) => each.getBoundingClientRect().right > clientWidth);
    return [`${scrollWidth} px in a window of ${clientWidth}`, ...wide.map(short)];
  }

  /** The same when the text is so, from now on. */
  function overflowWith(css) {
    const style = document.createElement('style');
    style.textContent = css;
    document.head.append(style);
    return overflow();
  }

  /** What somebody has, where it is so low that they must scroll to it. */
  function lowFigures() {
    const bottom = (each) => each.getBoundingClientRect().bottom + window.scrollY;
    return all('.gx-numbers__figure')
      .filter((each) => bottom(each) > 400)
      .map((each) => `ends at ${Math.round(bottom(each))} px: ${short(each)}`);
  }

  /** The bones: language, title, heading, landmarks, and the frame in its order. */
  function outline() {
    const error = all('.govuk-error-summary').length > 0;
    const faults = [
      ['the language is not en-GB', document.documentElement.lang !== 'en-GB'],
      ['the title is not "page – service"', !/^.+ – .+$/.test(document.title)],
      [
        '"Error: " is first in the title of a page with errors, and of no other',
        error !== document.title.startsWith('Error: '),
      ],
      ['there is one h1', all('h1').length !== 1],
      [
        'there is one main, one header, one footer',
        ['main', 'header', 'footer'].some((one) => all(one).length !== 1),
      ],
      ['each nav has a name', all('nav:not([aria-label])').length > 0],
      ['the frame is in its order', !isInOrder()],
    ];
    return faults.filter(([, broken]) => broken).map(([rule]) => rule);
  }

  function isInOrder() {
    const order = [
      '.govuk-skip-link',
      '.gx-name',
      '.gx-nav',
      '.govuk-back-link',
      'h1',
      '#help-block',
      '.gx-help__now',
    ];
    const links = ['.gx-footer a[href="/privacy"]', '.gx-footer a[href="/accessibility"]', '.gx-footer form'];
    const optional = ['.govuk-back-link', '.gx-footer form'];
    const found = [...order, ...links].map((selector) => [selector, document.querySelector(selector)]);
    const there = found.filter(([selector, element]) => element !== null || !optional.includes(selector));
    return there.every(([, element], index) => {
      const next = there[index + 1]?.[1];
      if (element === null || next === null) return false;
      return next === undefined || element.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
  }

  /** What is pressed and is smaller than 44 px, or a button lower than 48. A link in a sentence may be small. */
  function smallTargets() {
    const pressed =
      'a, button, summary, select, textarea, input:not([type=hidden]), .govuk-radios__label, .govuk-checkboxes__label';
    const inSentence = (each) =>
      each.matches('a') &&
      getComputedStyle(each).display === 'inline' &&
      each.parentElement.textContent.trim() !== each.textContent.trim();
    const isSmall = (each) => {
      const { width, height } = each.getBoundingClientRect();
      return Math.round(width) < 44 || Math.round(height) < (each.matches('.govuk-button') ? 48 : 44);
    };
    return shown(pressed)
      .filter((each) => !each.matches('.govuk-skip-link') && !inSentence(each) && isSmall(each))
      .map((each) => `${Math.round(each.getBoundingClientRect().height)} px high: ${short(each)}`);
  }

  /** Text in letters of the browser's own choosing, which our styles have forgotten. */
  function strangeLetters() {
    const says = ({ childNodes }) =>
      [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
    const ours = /^(arial|monospace|helvetica)/i;
    return all('body *')
      .filter((each) => says(each) && each.checkVisibility() && !ours.test(getComputedStyle(each).fontFamily))
      .map((each) => `${getComputedStyle(each).fontFamily}: ${short(each)}`);
  }

  /** What a browser that runs scripts may make something else of than one that does not. */
  function mindsScripts() {
    const byName = all(
      'script, noscript, iframe, object, embed, [href^="javascript:" i], [action^="javascript:" i]',
    );
    const listens = ({ attributes }) => [...attributes].some(({ name }) => name.startsWith('on'));
    return [...byName, ...all('*').filter(listens)].map(short);
  }

  /** Links that lead to where they stand. */
  function idleLinks() {
    const here = window.location.href.split('#')[0];
    return all('main a[href]:not([href^="#"])')
      .filter(({ href }) => href.split('#')[0] === here)
      .map(short);
  }

  /** Where the page leads, but for what is on it. */
  function leadsTo() {
    const elsewhere = all('a[href]:not([href^="#"]), form[method=get]');
    return [...new Set(elsewhere.map(({ href, action }) => new URL(href ?? action).pathname))];
  }

  function said() {
    const names = ['aria-label', 'alt', 'title', 'placeholder'];
    const named = all('[aria-label],[alt],[title],[placeholder]');
    const spoken = named.flatMap((each) => names.map((name) => each.getAttribute(name) ?? ''));
    return [document.title, document.body.textContent, ...spoken].join('\n');
  }

  /** All that can be told before anything is touched. */
  function firstSight() {
    return {
      outline: outline(),
      mindsScripts: mindsScripts(),
      said: said(),
      read: document.body.innerText,
      smallTargets: smallTargets(),
      strangeLetters: strangeLetters(),
      lowFigures: lowFigures(),
      idleLinks: idleLinks(),
      leadsTo: leadsTo(),
      overflow: overflow(),
    };
  }

  const stopped = [];

  /** Begins a walk by Tab that notes each stop, and answers how many there should be: a group of radios is one. */
  function setOut() {
    const plain = shown(
      'a[href], button, summary, select, textarea, input:not([type=hidden]):not([type=radio])',
    );
    const groups = new Set(shown('input[type=radio]').map(({ name }) => name));
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    window.addEventListener('keyup', () => stopped.push(focus()));
    return plain.length + groups.size;
  }

  /** Ends the walk, with nothing in focus, and answers its stops. */
  function arrive() {
    document.activeElement?.blur();
    return stopped;
  }

  /** What has the focus now, and what is wrong with it: out of sight, covered, or not shown to have it. */
  function focus() {
    const stop = document.activeElement;
    const name = `${all('*').indexOf(stop)} ${short(stop)}`;
    const drawn = [stop, ...(stop.labels ?? [])];
    const { left, top, width, height } = stop.getBoundingClientRect();
    const seen = document.elementFromPoint(left + Math.min(width, 40) / 2, top + Math.min(height, 40) / 2);
    const faults = [
      ['out of sight', seen === null],
      ['covered', seen !== null && !drawn.some((each) => each.contains(seen) || seen.contains(each))],
      ['not marked', !drawn.some(isMarked)],
    ];
    return { name, faults: faults.filter(([, is]) => is).map(([what]) => `${what}: ${name}`) };
  }

  function isMarked(element) {
    const styles = [getComputedStyle(element), getComputedStyle(element, '::before')];
    return styles.some(({ outlineStyle, boxShadow }) => boxShadow !== 'none' || outlineStyle !== 'none');
  }

  window.inPage = {
    overflow,
    overflowWith,
    lowFigures,
    idleLinks,
    outline,
    smallTargets,
    strangeLetters,
    mindsScripts,
    firstSight,
    setOut,
    arrive,
  };
})();
