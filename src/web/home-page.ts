import { html, type Markup } from './html.js';
import { layout } from './layout.js';

/** A scheme as the first page names it. */
export interface SchemeName {
  readonly slug: string;
  readonly name: string;
}

/** The first page: what this is, whose ledgers live here, and where to go next. */
export function homePage(schemes: readonly SchemeName[]): string {
  return layout({
    title: 'Galaxies: a ledger that anyone can prove',
    main: html`<h1>A ledger that anyone can prove</h1>
      <p class="lead">
        Galaxies is the service behind time banks. People who take part in an activity, lead one or make a
        contribution are thanked with galaxies, and use them for therapies and treats.
      </p>
      ${schemesSection(schemes)} ${checkingSection()} ${helpSection()}`,
  });
}

function schemesSection(schemes: readonly SchemeName[]): Markup {
  return html`<section aria-labelledby="schemes">
    <h2 id="schemes">Schemes that live here</h2>
    ${schemes.length === 0 ? html`<p>There is no scheme here yet.</p>` : schemeList(schemes)}
  </section>`;
}

function schemeList(schemes: readonly SchemeName[]): Markup {
  return html`<ul class="schemes">
    ${schemes.map(
      ({ slug, name }) =>
        html`<li>
          <span class="scheme">${name}</span>
          <a href="/api/v1/schemes/${slug}/checkpoints/latest" aria-label="Latest checkpoint of ${name}"
            >Latest checkpoint</a
          >
        </li> `,
    )}
  </ul>`;
}

function checkingSection(): Markup {
  return html`<section aria-labelledby="checking">
    <h2 id="checking">Check it yourself</h2>
    <p>
      The entries of a ledger are sealed as they are made. Each seal holds the one before it, and is signed
      when the service has a key. What a seal says is called a checkpoint. Keep a copy of one: with it, anyone
      can show later that nothing before it was changed.
    </p>
    <ul>
      <li><a href="/api/docs">How programs ask for checkpoints</a> (this page needs scripts)</li>
      <li><a href="/api/openapi.json">The same as one file, in OpenAPI 3.1</a></li>
      <li><a href="/health/ready">Is the service well?</a></li>
    </ul>
  </section>`;
}

function helpSection(): Markup {
  return html`<section aria-labelledby="help">
    <h2 id="help">Help</h2>
    <p>
      Nobody's galaxies are shown here, and there is nothing to sign in to yet. If you take part in a scheme
      and want to know what you have to use, ask the people who run your scheme.
    </p>
    <p>
      If something looks wrong, tell them what you did and what you saw. You cannot break anything by looking.
    </p>
  </section>`;
}
