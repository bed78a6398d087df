import { html, type Markup } from './html.js';

interface Page {
  readonly title: string;
  readonly main: Markup;
}

/** A whole page: its name, the way past the header, the header, the page itself and the foot. */
export function layout({ title, main }: Page): string {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="/assets/site.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">Go to the main part</a>
        <header>
          <p class="name"><a href="/">Galaxies</a></p>
        </header>
        <main id="main" tabindex="-1">${main}</main>
        <footer>
          <p>Galaxies keeps a ledger that anyone can prove.</p>
        </footer>
      </body>
    </html> `.text;
}
