import { UnitOfWork } from '../database/index.js';
import { Seals, SealsQueries, signedNote } from '../ledger/index.js';
import { inScheme, LONG_MS } from './session.js';

export function sealNow(asked: string | undefined): Promise<void> {
  return inScheme(asked, async (session, scheme) => {
    const choices = { statementTimeoutMs: LONG_MS };
    const number = await session
      .get(UnitOfWork)
      .write(scheme.id, (tx) => session.get(Seals).seal(tx, scheme.id), choices);
    process.stdout.write(
      number === undefined ? 'There is nothing new to seal.\n' : `Made seal ${String(number)}.\n`,
    );
  });
}

export function printCheckpoint(asked: string | undefined): Promise<void> {
  return inScheme(asked, async (session, scheme) => {
    const { checkpoint, signatures } = await session
      .get(UnitOfWork)
      .read(scheme.id, (view) => session.get(SealsQueries).latest(view, scheme.id));
    process.stdout.write(signedNote(checkpoint, signatures));
  });
}
