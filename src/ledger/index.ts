export {
  type AccountKind,
  type AccountRef,
  available,
  held,
  PARTICIPANT_ACCOUNTS,
  SCHEME_ACCOUNTS,
} from './account.js';
export type { AccountBalance, AsAt, HistoryLine, ThreeNumbers } from './balance.js';
export { BookProcessor } from './book.processor.js';
export { type Checkpoint, checkpointText, readCheckpoint, signedNote } from './checkpoint.js';
export {
  ENTRY_KINDS,
  type EntryKind,
  type HoldClosing,
  type NewEntry,
  type NewGift,
  type NewHold,
  type NewReversal,
  type NewTransfer,
  type Recorded,
} from './entry.js';
export { csvLines } from './export-csv.js';
export { type Chunk, EXPORT_FORMATS, type ExportCounts, type ExportFormat } from './export.js';
export { Exports } from './exports.service.js';
export { FurtherProof, KeptProofs } from './kept-proofs.service.js';
export { LedgerModule } from './ledger.module.js';
export { LedgerQueries } from './ledger.queries.js';
export { Ledger } from './ledger.service.js';
export type { Check, Finding, Proof, ProofChoices } from './proof.js';
export { Proofs } from './proofs.service.js';
export { SealKey } from './seal-key.js';
export { SealsQueries, type SealView } from './seals.queries.js';
export { Seals } from './seals.service.js';
