import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { IsoInstant } from '../shared/calendar.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import type { VersionView } from './answer.js';
import type { Source } from './new-register.js';
import { readVersion } from './registers.statements.js';

/** A version among the others of its register. */
export interface VersionSummary {
  readonly version: number;
  readonly recordedAt: IsoInstant;
  readonly recordedBy: PersonId;
  readonly onBehalfOf: PersonId | undefined;
  /** The version that the sender had seen. */
  readonly basedOn: number;
  readonly merged: boolean;
  readonly note: string | undefined;
  readonly source: Source;
}

type SummaryRow = Omit<VersionSummary, 'onBehalfOf' | 'note'> & {
  readonly onBehalfOf: PersonId | null;
  readonly note: string | null;
};

const VERSIONS = `
  SELECT version, to_json(recorded_at) #>> '{}' AS "recordedAt", recorded_by AS "recordedBy", on_behalf_of AS "onBehalfOf",
    based_on AS "basedOn", merged, note_to_staff AS note, source
  FROM register_version WHERE scheme_id = $1 AND session_id = $2 ORDER BY version`;

/** Questions about registers. */
@Injectable()
export class RegistersQueries {
  /** The register as it stands; nothing when none was saved. */
  async current(view: View, scheme: SchemeId, sessionId: SessionId): Promise<VersionView | undefined> {
    const latest = (await this.versions(view, scheme, sessionId)).at(-1);
    return latest === undefined ? undefined : this.version(view, { scheme, sessionId }, latest.version);
  }

  /** What that version said, whatever was changed later. */
  async version(
    view: View,
    of: { readonly scheme: SchemeId; readonly sessionId: SessionId },
    version: number,
  ): Promise<VersionView> {
    return readVersion(view, of, version);
  }

  /** Every version of a register, the first one first. */
  async versions(view: View, scheme: SchemeId, sessionId: SessionId): Promise<readonly VersionSummary[]> {
    const rows: SummaryRow[] = await view.query(VERSIONS, [scheme, sessionId]);
    return rows.map(({ onBehalfOf, note, ...row }) => ({
      ...row,
      onBehalfOf: onBehalfOf ?? undefined,
      note: note ?? undefined,
    }));
  }
}
