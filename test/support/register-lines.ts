import { type Tx, UnitOfWork } from '../../src/database/index.js';
import type { PersonId, SessionId } from '../../src/shared/ids.js';
import type { RegisterWorld } from './register-world.js';

/** One line of a register whose version is written with it. */
export interface LineToWrite {
  readonly session: SessionId;
  /** Who saves the register. */
  readonly by: PersonId;
  readonly person: PersonId;
  readonly part: string;
  /** A line with a rate gives a galaxy. */
  readonly rate?: string;
}

/** Writes it as the service does, in a transaction of the service's own role. */
export async function throughTheDoor(tx: Tx, world: RegisterWorld, line: LineToWrite): Promise<void> {
  const { session, by, person, part, rate } = line;
  await tx.query(
    `SELECT register_write($1, $2, 1, 'k', sha256('k'), 0, false, 'came', 0, NULL, NULL, NULL, $3, NULL, 'web', NULL, '{}',
       ARRAY[$4::uuid], ARRAY[$5], ARRAY[$6::smallint], ARRAY[$7::uuid], ARRAY[NULL::integer])`,
    [world.scheme, session, by, person, part, rate === undefined ? 0 : 1, rate ?? null],
  );
}

/** Writes a line of version 1 as whoever owns the tables could, into a register that is there. */
export async function pastTheDoor(
  world: RegisterWorld,
  { session, person, part, rate }: Omit<LineToWrite, 'by'>,
  version = 1,
): Promise<void> {
  const galaxy = rate === undefined ? [0, null, null] : [1, rate, '900000001'];
  await new UnitOfWork(world.book.ownerSource).write(world.scheme, (tx) =>
    tx.query(
      `INSERT INTO attendance (scheme_id, session_id, person_id, part, galaxies, rate_id, transfer_id, from_version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [world.scheme, session, person, part, ...galaxy, version],
    ),
  );
}
