import type { DataSource } from 'typeorm';
import { openDataSource, UnitOfWork } from '../../../src/database/index.js';
import { available, type Proof, type Recorded } from '../../../src/ledger/index.js';
import { type IsoInstant, parseIsoInstant } from '../../../src/shared/calendar.js';
import { galaxies } from '../../../src/shared/galaxies.js';
import { type ActorId, newId, type ParticipantId, type SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';
import { TamperedBook } from '../../support/tampered-book.js';

const HOURS = 8;

/** Jo earns a galaxy an hour. Nothing is sealed, so nothing but the proof of a moment looks at when it was written down. */
describe('the proof of the book as at a past moment', () => {
  let book: Book;
  let owner: UnitOfWork;
  let superuser: DataSource;
  let scheme: SchemeId;
  let jo: ParticipantId;
  let entries: Recorded[];

  beforeAll(async () => {
    book = await Book.open();
    owner = new UnitOfWork(book.ownerSource);
    superuser = await openDataSource(book.database.superUrl, { as: 'owner', poolSize: 1 });
    scheme = await book.scheme();
    jo = await book.participant(scheme);
    entries = [];
    for (let hour = 0; hour < HOURS; hour++) entries.push(await earnsAt(hour));
  });
  afterAll(async () => {
    await superuser.destroy();
    await book.close();
  });

  it.each([-1, 0, 3, HOURS])('says yes at hour %i of a book that nobody touched', async (hour) => {
    const proof = await book.work.read(scheme, (view) => book.proofs.prove(view, scheme, at(hour)));
    expect(wrong(proof)).toEqual([]);
    expect(proof.checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['moments-in-order', 'balances-then']),
    );
  });

  it('asks nothing of a moment when none is named', async () => {
    const { checks } = await book.prove(scheme);
    expect(checks.map(({ name }) => name)).not.toContain('balances-then');
  });

  it('names the transfer and the account when an entry says another moment than it was recorded at', async () => {
    await tampered(async (manager) => {
      await manager.change(
        `UPDATE journal_entry SET recorded_at = '${momentOf(6)}' WHERE scheme_id = $1 AND id = '${entries[2]?.entryId ?? ''}'`,
      );
      expect(wrong(await manager.prove())).toEqual([]);
      const said = wrong(await manager.prove(at(4)));
      expect(said.map(({ check }) => check)).toEqual(['moments-in-order', 'balances-then']);
      expect(said.map(({ subject }) => subject)).toEqual([
        `transfer ${entries[3]?.transferIds[0] ?? ''}`,
        `account ${jo}`,
      ]);
    });
  });

  it('does not say yes because a wrong answer of the past is repeated: it adds the transfers up by itself', async () => {
    await tampered(async (manager) => {
      await manager.alter(`
        CREATE OR REPLACE FUNCTION ledger_balance_recorded_by(p_scheme uuid, p_account uuid, p_moment timestamptz) RETURNS bigint
          LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
          SET plan_cache_mode = force_generic_plan
          AS 'SELECT balance::bigint FROM account WHERE scheme_id = p_scheme AND id = p_account'`);
      expect(wrong(await manager.prove(at(4)))).toEqual([
        {
          check: 'balances-then',
          subject: `account ${jo}`,
          detail: 'is said to have held 8 where the transfers recorded by then come to 5',
        },
      ]);
    });
  });

  const tampered = (work: (manager: TamperedBook) => Promise<void>) =>
    TamperedBook.tamper(book, superuser, { scheme, seed: 0, work });

  async function earnsAt(hour: number): Promise<Recorded> {
    return owner.write(scheme, (tx) =>
      book.ledger.record(tx, {
        ...book.details(scheme, newId<ActorId>()),
        recordedAt: momentOf(hour),
        kind: 'register',
        transfers: [{ debit: 'issued', credit: available(jo), amount: galaxies(1) }],
      }),
    );
  }
});

function at(hour: number): { readonly asAt: IsoInstant } {
  return { asAt: momentOf(hour) };
}

function momentOf(hour: number): IsoInstant {
  return parseIsoInstant(hour < 0 ? '2026-02-28T23:00:00Z' : `2026-03-01T0${String(hour)}:00:00Z`);
}

function wrong({ checks }: Proof): { check: string; subject: string; detail: string }[] {
  return checks.flatMap(({ name, findings }) => findings.map((finding) => ({ check: name, ...finding })));
}
