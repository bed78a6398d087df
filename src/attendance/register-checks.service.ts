import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import { newId, type RegisterCheckId } from '../shared/ids.js';
import { addedIn, type VersionView } from './answer.js';
import type { NewRegister } from './new-register.js';
import { KEEP_TICKS, OPEN_CHECK } from './registers.sql.js';
import { type CheckKind, checksOf, type Saving, type Standing } from './saving.js';

interface AfterSaving {
  readonly saving: Saving;
  readonly standing: Standing;
  readonly view: VersionView;
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
  /** Opens what the saving gives cause for. What staff or an import save gives cause for less. */
  async openFor(tx: Tx, request: NewRegister, { saving, standing, view }: AfterSaving): Promise<void> {
    if (request.source === 'import') return;
    const hasNoRate = addedIn(view).some(({ galaxies }) => galaxies === 0);
    const found = checksOf(saving, standing, hasNoRate);
    const kinds = request.by.roles.includes('staff') ? found.filter(isForStaffToo) : found;
    const [kind] = kinds;
    if (kind === undefined) return;
    const ticks = saving.merged ? saving.sent : [];
    await this.open(tx, request, { kind, version: view.version, ticks });
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

function isForStaffToo(kind: CheckKind): boolean {
  return kind === 'merged' || kind === 'no-rate';
}
