import type { ParticipantId } from '../../src/shared/ids.js';
import { GalaxiesStage } from './galaxies-stage.js';
import { SignInWorld } from './sign-in-world.js';
import type { Visitor } from './visitor.js';

/** A scheme with usual rates, Ailsa of the staff and Morag, who leads; Sam looks at what they have. */
export class GalaxiesVisit {
  private constructor(
    readonly world: SignInWorld,
    readonly stage: GalaxiesStage,
    readonly ailsa: ParticipantId,
    readonly morag: ParticipantId,
  ) {}

  static async open(): Promise<GalaxiesVisit> {
    const world = await SignInWorld.open();
    const stage = new GalaxiesStage(world.book, world.scheme);
    await stage.helping.plans.usualRates(world.scheme);
    const { person: ailsa } = await world.signedInAs('staff', { name: 'Ailsa' });
    return new GalaxiesVisit(
      world,
      stage,
      ailsa,
      (await world.signedInAs('leader', { name: 'Morag' })).person,
    );
  }

  close(): Promise<void> {
    return this.world.close();
  }

  /** Somebody new who is called Sam, signed in. */
  sam(): ReturnType<SignInWorld['signedInAs']> {
    return this.world.signedInAs('participant', { name: 'Sam' });
  }

  /** Sam took part in a walk that Morag led, and Ailsa saved its register. */
  async walked(sam: ParticipantId): Promise<void> {
    const walk = await this.stage.session('Hill walk', 9, [this.morag]);
    await this.stage.register(walk, this.ailsa, { came: [sam], led: [this.morag] });
  }
}

/** What a page says, without its marks. */
export async function said(path: string, by: Visitor): Promise<string> {
  const { statusCode, body } = await by.get(path);
  expect(statusCode).toBe(200);
  const main = /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? '';
  return main
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&quot;', '"');
}

/** The addresses of the lines on the page of what somebody has. */
export async function lineLinks(by: Visitor): Promise<readonly string[]> {
  const { body } = await by.get('/me');
  return [...body.matchAll(/href="(\/me\/entries\/[0-9a-f-]{36})"/g)].map(([, href]) => href ?? '');
}
