import type { Page } from 'playwright-core';

/** What a browser made of a page. */
export interface Made {
  /** What is there that we never write. */
  readonly faults: readonly string[];
  /** All its words, also those in fields. */
  readonly read: string;
}

/** Has the browser make the page with no policy that would stop a script, and says what came of it. */
export async function makePage(page: Page, html: string): Promise<Made> {
  await page.setContent(html);
  return page.evaluate<Made>(`(() => {
    const faults = [];
    for (const each of document.querySelectorAll('*')) {
      const said = each.outerHTML.slice(0, 120);
      if (/^(iframe|object|embed|base|math|marquee|video|audio|x-made-up|style|template|animate)$/i.test(each.localName))
        faults.push(said);
      if (each.localName === 'script' && !each.getAttribute('src')?.startsWith('/assets/')) faults.push(said);
      if (each.localName === 'meta' && each.hasAttribute('http-equiv')) faults.push(said);
      for (const { name, value } of each.attributes) {
        if (name.startsWith('on') || name === 'style' || name === 'srcdoc') faults.push(name + ': ' + said);
        if (/href|src|action|data/.test(name) && !name.startsWith('data-') && /^\\s*(javascript|data|vbscript):|^\\s*(https?:)?\\/\\/[^/]*evil/i.test(value))
          faults.push(name + ': ' + said);
      }
    }
    if (window.ran !== undefined) faults.push('A script ran.');
    window.ran = undefined;
    const typed = [...document.querySelectorAll('input, textarea, [aria-label]')].map((each) =>
      (each.value ?? '') + ' ' + (each.getAttribute('aria-label') ?? ''));
    return { faults, read: [document.title, document.body.textContent, ...typed].join(' ') };
  })()`);
}
