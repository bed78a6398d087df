import { html } from './html.js';
import { layout } from './layout.js';
import type { Problem } from './problem.js';

/** The page that says what went wrong and what to do next. It is sent with the problem's own status. */
export function errorPage({ title, detail, correlationId }: Problem): string {
  return layout({
    title: `${title} – Galaxies`,
    main: html`<h1>${title}</h1>
      <p>${detail}</p>
      <p><a href="/">Go to the first page</a></p>
      <p class="quiet">If you ask for help, quote this: <code>${correlationId}</code></p>`,
  });
}
