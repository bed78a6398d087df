import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** What a form sends: several boxes of one name are a list. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

type Answer = Awaited<ReturnType<NestFastifyApplication['inject']>>;

/** A browser: keeps cookies, and sends forms as the pages hold them. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly address: string,
  ) {}

  /** The value of the cookie that stands for this browser. */
  get secret(): string {
    return this.cookies.get('galaxies') ?? '';
  }

  async get(url: string, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.keep(
      await this.app.inject({
        url,
        remoteAddress: this.address,
        headers: { ...this.headers(), accept: 'text/html', ...more },
      }),
    );
  }

  /** Opens the page and sends the form on it, as a person does. */
  async send(page: string, fields: Fields, action = page): Promise<Answer> {
    const token = tokenIn((await this.get(page)).body);
    return this.post(action, { ...fields, _csrf: token });
  }

  /** Sends a form as it is given. */
  async post(
    url: string,
    fields: Fields,
    headers: Readonly<Record<string, string>> = {
      origin: 'http://localhost:80',
      'sec-fetch-site': 'same-origin',
    },
  ): Promise<Answer> {
    return this.keep(
      await this.app.inject({
        method: 'POST',
        url,
        remoteAddress: this.address,
        headers: {
          ...this.headers(),
          accept: 'text/html',
          'content-type': 'application/x-www-form-urlencoded',
          ...headers,
        },
        payload: encoded(fields),
      }),
    );
  }

  askByEmail(email: string): Promise<Answer> {
    return this.send('/sign-in/email', { address: email });
  }

  typeCode(code: string): Promise<Answer> {
    return this.send('/sign-in/code', { code });
  }

  /** Whether this browser sees the page of whoever is signed in. */
  async isSignedIn(): Promise<boolean> {
    return (await this.get('/account')).statusCode === 200;
  }

  private headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return cookie === '' ? {} : { cookie };
  }

  private keep(answer: Answer): Answer {
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }
}

/** The token that the forms of a page hold. */
export function tokenIn(body: string): string {
  return /name="_csrf" value="([^"]*)"/.exec(body)?.[1] ?? '';
}

function encoded(fields: Fields): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) form.append(name, each);
  return form.toString();
}
