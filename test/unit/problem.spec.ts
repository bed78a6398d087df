import { DomainError } from '../../src/shared/domain-error.js';
import { html } from '../../src/web/html.js';
import { problemPage } from '../../src/web/problem-page.js';
import { problemOfRefusal, problemOfStatus, wordsOf } from '../../src/web/problem.js';
import { referenceOf } from '../../src/web/reference.js';

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

  it.each([
    [400, 'We could not read that'],
    [401, 'Sign in to see this page'],
    [403, 'You cannot see this page'],
    [404, 'We could not find that page'],
    [405, 'We could not read that'],
    [413, 'That is more than we can take at once'],
    [429, 'Please wait a little'],
    [500, 'Sorry, something went wrong on our side'],
    [503, 'We are working on the service'],
  ])('of a problem with the status %d says: %s', (status, title) => {
    expect(problemPage(problemOfStatus(status, 'id-1'))).toMatchObject({
      title,
      text: expect.stringMatching(/[.]$/),
    });
  });

  it('of a refusal says what the domain said', () => {
    const refusal = new DomainError('offer-closed', 'conflict', 'This offer has closed. Choose another.');
    expect(problemPage(problemOfRefusal(refusal, 'id-1'))).toEqual({
      title: 'Please check this',
      text: 'This offer has closed. Choose another.',
      reference: '',
    });
  });

  it('of a refusal that points at fields does not send people to look for them: there are none on it', () => {
    const fields = [{ pointer: '/q', detail: 'There is no such field here; leave it out.' }];
    const refusal = new DomainError(
      'invalid-request',
      'invalid',
      'Wrong. See errors for what to change.',
      fields,
    );
    expect(problemPage(problemOfRefusal(refusal, 'id-1'))).toMatchObject({ title: 'We could not read that' });
  });

  it('gives a number to quote only where we have to look for the reason', () => {
    const numbers = [403, 404, 500, 503].map(
      (status) => problemPage(problemOfStatus(status, 'id-1'))['reference'],
    );
    expect(numbers).toEqual(['', '', referenceOf('id-1'), '']);
  });
});

describe('the number that somebody quotes', () => {
  it('is short, has no letters that sound or look alike, and is the same for the same request', () => {
    for (const id of ['id-1', 'Phone-7', '7c9e6679-7425-40de-944b-e07fc1f90ae7']) {
      expect(referenceOf(id)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
      expect(referenceOf(id)).toBe(referenceOf(id));
    }
    expect(referenceOf('id-1')).not.toBe(referenceOf('id-2'));
  });
});
