import { Ledger1764000000002 } from './0002-ledger.js';
import { LedgerDoor1764000000006 } from './0006-ledger-door.js';
import { LedgerGuards1764000000003 } from './0003-ledger-guards.js';
import { LedgerReversal1764000000005 } from './0005-ledger-reversal.js';
import { LedgerSteps1764000000004 } from './0004-ledger-steps.js';
import { Schemes1764000000001 } from './0001-schemes.js';

/** Every migration, in the order they run. */
export const migrations = [
  Schemes1764000000001,
  Ledger1764000000002,
  LedgerGuards1764000000003,
  LedgerSteps1764000000004,
  LedgerReversal1764000000005,
  LedgerDoor1764000000006,
];
