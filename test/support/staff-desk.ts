import { AuditQueries } from '../../src/audit/index.js';
import { PeopleQueries } from '../../src/participants/index.js';
import type { ParticipantId } from '../../src/shared/ids.js';
import { SignInWorld } from './sign-in-world.js';
import type { Visitor } from './visitor.js';

/** What a form about somebody holds when only what is needed was typed. */
export const SAM = {
  ...{
    liked_name: 'Sam',
    surname: '',
    contact: 'none',
    phone: '',
    email: '',
    message_detail: 'day-and-time',
  },
  ...{ leaders_note: '', taking_part: 'joining' },
};

/** A scheme in which Ailsa is staff and signed in, at the pages about people. */
export class StaffDesk {
  private constructor(
    readonly world: SignInWorld,
    readonly staff: Visitor,
    readonly ailsa: ParticipantId,
  ) {}

  static async open(): Promise<StaffDesk> {
    const world = await SignInWorld.open({ SCHEME: 'orbit' });
    const { visitor, person } = await world.signedInAs('staff', { name: 'Ailsa' });
    return new StaffDesk(world, visitor, person);
  }

  person(id: ParticipantId) {
    return new PeopleQueries(this.world.book.work).one(this.world.scheme, id);
  }

  /** What was written down about who did what. */
  events(filter: Parameters<AuditQueries['find']>[2] = {}) {
    const { book, scheme } = this.world;
    return book.work.read(scheme, (view) => new AuditQueries(book.work).find(view, scheme, filter));
  }

  /** Adds somebody on the page for it, and answers with who that is. */
  async add(fields: Record<string, string> = {}): Promise<ParticipantId> {
    const { headers, body } = await this.staff.send('/staff/people/new', { ...SAM, ref: '', ...fields });
    const [row]: { id: ParticipantId }[] = await this.world.book.ownerSource.query(
      'SELECT id FROM person WHERE id::text = $1',
      [String(headers.location).split('/').at(-1)],
    );
    if (row === undefined) throw new Error(body);
    return row.id;
  }
}
