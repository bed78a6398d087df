import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { usualFields } from './register-forms.js';
import { RegisterWorld } from './register-world.js';
import { SignInWorld } from './sign-in-world.js';
import type { Fields, Visitor } from './visitor.js';

export const TYPE_UP = '/staff/registers/type-up';

/** Somebody who is signed in. */
interface SignedIn {
  readonly visitor: Visitor;
  readonly person: ParticipantId;
}

/** Ailsa of the staff, who types papers up, and Morag, who leads. */
export class PaperWorld {
  private constructor(
    readonly world: SignInWorld,
    readonly registers: RegisterWorld,
    readonly ailsa: SignedIn,
    readonly morag: SignedIn,
  ) {}

  static async open(): Promise<PaperWorld> {
    const world = await SignInWorld.open();
    const registers = await RegisterWorld.over(world.book, world.scheme);
    const ailsa = await world.signedInAs('staff', { name: 'Ailsa' });
    return new PaperWorld(world, registers, ailsa, await world.signedInAs('leader', { name: 'Morag' }));
  }

  close(): Promise<void> {
    return this.world.close();
  }

  /** A date that Morag leads, its register not begun, and the code of the paper with these people on it. */
  async paper(people: readonly ParticipantId[]): Promise<{ session: SessionId; roster_code: string }> {
    const session = await this.registers.session({ leaders: [this.morag.person], yes: people });
    return { session, roster_code: await this.registers.printed(session, people) };
  }

  /** The page with the names. */
  async look(typed: Fields, by = this.ailsa.visitor): Promise<string> {
    return (await by.send(TYPE_UP, typed)).body;
  }

  /** Saves what was typed from the page with the names. */
  saveFrom(page: string, typed: Fields, chosen: Fields = {}, by = this.ailsa.visitor) {
    const rest = { do: 'save', filled_in_by: this.morag.person, ...chosen };
    return by.post(TYPE_UP, { ...typed, ...usualFields(page), ...rest });
  }

  /** Types a list up, looks at the names, and saves. */
  async typeUp(typed: Fields, chosen: Fields = {}) {
    return this.saveFrom(await this.look(typed), typed, chosen);
  }

  /** Who is on the register now, A to Z, with what each did. */
  async onRegister(session: SessionId): Promise<readonly { name: string; part: string }[]> {
    return this.world.book.ownerSource.query(
      `SELECT p.liked_name AS name, a.part FROM attendance a JOIN person p ON p.scheme_id = a.scheme_id AND p.id = a.person_id
       WHERE session_id = $1 AND put_right_version IS NULL ORDER BY 1, 2`,
      [session],
    );
  }

  /** Everybody of that first name. */
  async called(name: string): Promise<readonly ParticipantId[]> {
    const rows: { id: ParticipantId }[] = await this.world.book.ownerSource.query(
      'SELECT id FROM person WHERE liked_name = $1 ORDER BY id',
      [name],
    );
    return rows.map(({ id }) => id);
  }
}

/** The values of a group of radios, the chosen one marked. */
export function radiosIn(body: string, name: string): readonly string[] {
  const found = body.matchAll(new RegExp(`name="${name}" type="radio" value="([^"]*)"( checked)?`, 'g'));
  return [...found].map(([, value = '', checked = '']) => value + checked);
}
