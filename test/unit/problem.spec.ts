import { DomainError } from '../../src/shared/domain-error.js';
import { errorPage } from '../../src/web/error-page.js';
import { html } from '../../src/web/html.js';
import { problemOfRefusal, problemOfStatus, wordsOf } from '../../src/web/problem.js';

describe('a problem', () => {
  it('says what the domain said, by the status of its refusal', () => {
    const fields = [{ pointer: '/amount', detail: 'Write 9 or less.' }];
    const refusal = new DomainError(
      'offer-closed',
      'conflict',
      'This offer has closed. Choose another.',
      fields,
    );
    expect(problemOfRefusal(refusal, 'id-1')).toEqual({
      type: '/problems/offer-closed',
      title: 'Offer closed',
      status: 409,
      detail: 'This offer has closed. Choose another.',
      instance: '/requests/id-1',
      correlationId: 'id-1',
      errors: fields,
    });
  });

  it.each([
    [404, 404],
    [413, 413],
    [418, 400],
    [200, 500],
    [599, 500],
    [NaN, 500],
  ])('of status %d is told as %d', (status, told) => {
    expect(problemOfStatus(status, 'id-1').status).toBe(told);
  });

  it('has a sentence that ends for every status it knows', () => {
    for (const status of [400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 429, 431, 500, 503]) {
      expect(wordsOf(status)).toEqual({
        code: expect.stringMatching(/^[a-z-]+$/),
        detail: expect.stringMatching(/^[A-Z].*\.$/),
      });
    }
  });
});

describe('a page', () => {
  it('escapes what is put into it, and does not escape twice', () => {
    const inner = html`<b>${`<i> & "'`}</b>`;
    expect(html`<p title="${'"'}">${inner}${[inner]}${7}</p>`.text).toBe(
      `<p title="&#34;">${inner.text}${inner.text}7</p>`,
    );
    expect(inner.text).toBe('<b>&#60;i&#62; &#38; &#34;&#39;</b>');
  });

  it('of an error shows what to do next and what to quote', () => {
    const page = errorPage(problemOfStatus(404, 'id-<1>'));
    expect(page).toContain('<h1>Not found</h1>');
    expect(page).toContain('<code>id-&#60;1&#62;</code>');
    expect(page).toContain('href="/"');
  });
});
