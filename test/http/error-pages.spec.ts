import { PageProbeController } from '../support/page-probes.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

let web: WebApp;

beforeAll(async () => {
  web = await openWebApp({ controllers: [PageProbeController], settings: { HELP_PHONE: '01382 000 000' } });
});

afterAll(() => web.close());

function asBrowser(url: string) {
  return web.app.inject({ url, headers: { accept: 'text/html', 'x-correlation-id': 'page-1' } });
}

describe('a page that cannot be shown', () => {
  it.each([
    ['/probe/forbidden', 403, 'You cannot see this page'],
    ['/probe/missing', 404, 'We could not find that page'],
    ['/probe/nothing', 404, 'We could not find that page'],
    ['/probe/conflict', 409, 'Please check this'],
    ['/probe/fail', 500, 'Sorry, something went wrong on our side'],
    ['/probe/away', 503, 'We are working on the service'],
  ])('at %s has the status %d, says "%s", and is not kept', async (url, status, title) => {
    const { statusCode, headers, body } = await asBrowser(url);
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([
      status,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(body).toContain(`<h1 class="govuk-heading-xl">${title}</h1>`);
    expect(body).toContain(`<title>${title} – Galaxies</title>`);
  });

  it('has the same frame as every other: help, help right now, privacy and accessibility', async () => {
    const { body } = await asBrowser('/probe/fail');
    expect(body.match(/href="[^"#]*"/g)?.slice(-4)).toEqual([
      'href="tel:01382000000"',
      'href="/help-now"',
      'href="/privacy"',
      'href="/accessibility"',
    ]);
  });

  it('says what the domain said of a conflict, and nothing of what it said of one that is not there', async () => {
    expect((await asBrowser('/probe/conflict')).body).toContain('Ailsa approved it at 9.04am.');
    for (const url of ['/probe/forbidden', '/probe/missing']) {
      expect((await asBrowser(url)).body).not.toContain('Bloggs');
    }
  });

  it('answers alike for what is not there and for what was never there', async () => {
    const [gone, never] = await Promise.all([asBrowser('/probe/missing'), asBrowser('/probe/never')]);
    expect(gone.body).toBe(never.body);
  });

  it('gives a short number when it is our fault, and the log has the same one beside the reason', async () => {
    const { body } = await asBrowser('/probe/fail');
    const [, reference] = /<strong class="gx-reference">([^<]+)</.exec(body) ?? [];
    expect(reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{2}$/);
    expect(web.logged().findLast(({ level }) => level === 'error')).toMatchObject({
      correlationId: 'page-1',
      reference,
      err: { message: 'the reason is secret' },
    });
    expect(body).not.toContain('secret');
  });

  it('says when to try again while the service is being worked on', async () => {
    expect((await asBrowser('/probe/away')).headers['retry-after']).toBe('5');
  });
});

describe('a form with something to put right', () => {
  it('answers 422, says so in the title, and links each error to its control, in the same words', async () => {
    const { statusCode, body } = await asBrowser('/probe/parts/wrong');
    expect(statusCode).toBe(422);
    expect(body).toContain('<title>Error: Every part – Galaxies</title>');
    const summary = [...body.matchAll(/<li><a href="#([^"]+)">([^<]+)<\/a>/g)];
    expect(summary).toHaveLength(6);
    for (const [, id = '', text = ''] of summary) {
      expect(body).toMatch(new RegExp(`<(input|textarea|select)[^>]* id="${id}"`));
      expect(body).toMatch(
        new RegExp(`id="${id}-error"[^>]*><span[^>]*>Error: </span>${text.replace(/[?.]/g, '.')}`),
      );
    }
  });

  it('keeps what was typed', async () => {
    expect((await asBrowser('/probe/parts/wrong')).body).toContain('value="sam@"');
  });
});
