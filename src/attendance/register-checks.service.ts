import { Injectable } from '@nestjs/common';
import type { RatesInForce } from '../activities/index.js';
import type { Tx } from '../database/index.js';
import { newId, type RegisterCheckId } from '../shared/ids.js';
import type { NewRegister } from './new-register.js';
import { KEEP_TICKS, OPEN_CHECK } from './registers.sql.js';
import { type CheckKind, checksOf, type Saving, type Standing } from './saving.js';

interface ToSave {
  readonly saving: Saving;
  readonly standing: Standing;
  readonly rates: RatesInForce;
}

interface NewCheck {
  readonly kind: CheckKind;
  readonly version: number;
  /** The list as it was sent, where that is not the one that counts. */
  readonly ticks?: Saving['sent'];
  readonly asked?: Pick<Saving, 'outcome' | 'note'>;
}

/** What staff are asked to look at. Each saving asks for one thing at the most; the page of it shows everything. */
@Injectable()
export class RegisterChecks {
  /** Opens what a saving that was written gave cause for. */
  async openFor(
    tx: Tx,
    request: NewRegister,
    {
      kind,
      version,
      saving,
    }: { readonly kind: CheckKind; readonly version: number; readonly saving: Saving },
  ): Promise<void> {
    await this.open(tx, request, { kind, version, ticks: saving.merged ? saving.sent : [] });
  }

  /** Keeps a change that comes too late for its leader, and asks staff. Asked again, it is the same one. */
  async askFor(
    tx: Tx,
    request: NewRegister,
    { version, saving }: { readonly version: number; readonly saving: Saving },
  ): Promise<void> {
    await this.open(tx, request, { kind: 'changed-late', version, ticks: saving.sent, asked: saving });
  }

  private async open(
    tx: Tx,
    request: NewRegister,
    { kind, version, ticks = [], asked }: NewCheck,
  ): Promise<void> {
    const { scheme, sessionId, by, key } = request;
    const id = newId<RegisterCheckId>();
    const said = asked === undefined ? [null, null, null] : [key, asked.outcome, asked.note ?? null];
    const opened: unknown[] = await tx.query(OPEN_CHECK, [
      scheme,
      id,
      sessionId,
      version,
      kind,
      by.personId,
      ...said,
    ]);
    if (opened.length === 0 || ticks.length === 0) return;
    const columns = [ticks.map(({ personId }) => personId), ticks.map(({ part }) => part)];
    await tx.query(KEEP_TICKS, [scheme, id, ...columns]);
  }
}

/** What the saving gives staff cause to look at; what staff or an import save gives cause for less. */
export function causeOf(
  { source, by }: NewRegister,
  { saving, standing, rates }: ToSave,
): CheckKind | undefined {
  if (source === 'import') return undefined;
  const hasNoRate = saving.added.some(({ part }) => (rates[part]?.galaxies ?? 0) === 0);
  const found = checksOf(saving, standing, hasNoRate);
  return (by.roles.includes('staff') ? found.filter(isForStaffToo) : found)[0];
}

function isForStaffToo(kind: CheckKind): boolean {
  return kind === 'merged' || kind === 'no-rate';
}
