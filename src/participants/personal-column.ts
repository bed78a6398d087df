import { type Retention, RETENTIONS } from './retention.js';

/** Why we have something about somebody, until when, and whether they get it in their copy. */
export interface PersonalColumn {
  readonly purpose: string;
  readonly retention: Retention;
  /** Whether it is part of the copy that the person can ask for. */
  readonly exported: boolean;
}

/** The columns of each table of one room, by the table's name. */
export type PersonalTables = Readonly<Record<string, Readonly<Record<string, PersonalColumn>>>>;

export const { WHILE_KNOWN, WITH_THE_BOOK } = RETENTIONS;

/** Theirs: part of the copy that they may ask for. */
export const kept = (purpose: string, retention: Retention = WHILE_KNOWN): PersonalColumn => ({
  purpose,
  retention,
  exported: true,
});

/** Ours, to run the service. */
export const internal = (purpose: string, retention: Retention): PersonalColumn => ({
  purpose,
  retention,
  exported: false,
});
