import { createLog, loadEnvironment } from '../../src/config/index.js';
import { loggedError } from '../../src/config/logged-error.js';
import { correlationIdFrom, currentCorrelationId, withCorrelationId } from '../../src/shared/correlation.js';
import { within } from '../../src/shared/within.js';

describe('the log', () => {
  const lines: string[] = [];
  const log = createLog(loadEnvironment({}, __dirname), { write: (line) => lines.push(line) });

  function last(): unknown {
    return JSON.parse(lines.at(-1) ?? '');
  }

  it('carries the correlation id of the work in hand', async () => {
    await withCorrelationId('job-7', async () => {
      await Promise.resolve();
      log.info({ job: 'seal' }, 'done');
    });
    expect(last()).toMatchObject({ level: 'info', correlationId: 'job-7', job: 'seal', message: 'done' });
    log.info({}, 'outside');
    expect(last()).not.toHaveProperty('correlationId');
  });

  it('hides a request, its headers, its body and its query, should anyone log them whole', () => {
    log.info(
      { req: { url: 'secret' }, headers: 'secret', body: { name: 'secret' }, one: { query: 'secret' } },
      'slip',
    );
    expect(JSON.stringify(last())).not.toContain('secret');
  });

  it('says less when it is told to', () => {
    const before = lines.length;
    log.debug({}, 'whisper');
    expect(lines).toHaveLength(before);
  });
});

describe('a failure in the log', () => {
  it('keeps its words, its stack and its causes', () => {
    const failure = new Error('outer', { cause: new TypeError('inner') });
    expect(loggedError(failure)).toMatchObject({
      type: 'Error',
      message: 'outer',
      stack: expect.stringMatching(/^\s+at /),
      cause: { type: 'TypeError', message: 'inner' },
    });
  });

  it('of the database keeps its code and its constraint, never its words', () => {
    const words = 'Key (email)=(jo@example.org) already exists.';
    const failure = Object.assign(new Error(words), {
      code: '23505',
      constraint: 'person_email_unique',
      detail: words,
    });
    expect(loggedError(failure)).toMatchObject({ code: '23505', constraint: 'person_email_unique' });
    expect(JSON.stringify(loggedError(failure))).not.toContain('jo@');
  });

  it('is cut short when its causes go round in a circle', () => {
    const failure = new Error('round');
    failure.cause = failure;
    expect(JSON.stringify(loggedError(failure)).match(/"round"/g)).toHaveLength(5);
  });

  it('that is no error at all is only named', () => {
    expect([loggedError('secret words'), loggedError(undefined)]).toEqual([
      { type: 'string' },
      { type: 'undefined' },
    ]);
  });
});

describe('a correlation id', () => {
  it('goes with its own work, however much of it is going on at once', async () => {
    const seen = await Promise.all(
      ['a', 'b', 'c'].map((id) =>
        withCorrelationId(id, async () => {
          await new Promise(setImmediate);
          return currentCorrelationId();
        }),
      ),
    );
    expect([seen, currentCorrelationId()]).toEqual([['a', 'b', 'c'], undefined]);
  });

  it.each([undefined, ['a', 'b'], 7, '', 'a b', 'x'.repeat(65)])('is made when %p was sent', (sent) => {
    expect(correlationIdFrom(sent)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is kept when it was sane', () => {
    expect(correlationIdFrom('x'.repeat(64))).toBe('x'.repeat(64));
  });
});

describe('a limit on time', () => {
  it('gives the answer that came in time, and the failure that came in time', async () => {
    await expect(within(5_000, Promise.resolve(7))).resolves.toBe(7);
    await expect(within(5_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('refuses to wait longer', async () => {
    await expect(within(10, new Promise(() => undefined))).rejects.toThrow('No answer within 10 ms.');
  });
});
