import type { IsoInstant } from '../shared/calendar.js';
import type { Checkpoint } from './checkpoint.js';

/** Everything a proof looks at, in the order people read it. */
export const CHECK_NAMES = [
  'entries-balance',
  'trial-balance',
  'kept-balances',
  'running-balances',
  'accounts-owned',
  'nothing-orphaned',
  'reversals-mirror',
  'held-equals-holds',
  'made-up-marked',
  'sealed-entries',
  'no-gap',
  'sealed-totals',
  'chain-unbroken',
  'roots-match',
  'signatures-genuine',
  'checkpoint-kept',
  'moments-in-order',
  'balances-then',
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];

/** What each check says when all is well. */
const SENTENCES: Readonly<Record<CheckName, string>> = {
  'entries-balance': 'Every entry balances.',
  'trial-balance': 'Debits equal credits.',
  'kept-balances': 'Each kept balance equals its transfers.',
  'running-balances': 'Every running balance follows from the one before.',
  'accounts-owned': 'Every account belongs to the owner it was opened for.',
  'nothing-orphaned': 'Every transfer has its entry and its two accounts.',
  'reversals-mirror': 'Every reversal mirrors one transfer, once.',
  'held-equals-holds': 'What is held equals the open holds.',
  'made-up-marked': 'What goodwill made up is marked.',
  'sealed-entries': 'Every sealed entry is as it was sealed.',
  'no-gap': 'No entry number is missing.',
  'sealed-totals': 'The totals of each seal match its entries.',
  'chain-unbroken': 'The chain of seals is unbroken.',
  'roots-match': 'Each root matches its entries.',
  'signatures-genuine': 'Every signature is genuine.',
  'checkpoint-kept': 'The book still holds what the saved checkpoint says.',
  'moments-in-order': 'Within an account, nothing was recorded before what came before it.',
  'balances-then': 'Each balance of that moment is what the transfers recorded by then come to.',
};

/** One thing that is wrong: the row, and what is the matter with it. */
export interface Finding {
  readonly subject: string;
  readonly detail: string;
}

export interface Check {
  readonly name: CheckName;
  readonly sentence: string;
  readonly holds: boolean;
  readonly findings: readonly Finding[];
}

/** The answer to "does it add up?". */
export interface Proof {
  readonly holds: boolean;
  readonly checks: readonly Check[];
  /** How many entries, transfers and seals were looked at, and how many seals carry a signature. */
  readonly counts: ProofCounts;
}

export interface ProofCounts {
  readonly entries: number;
  readonly transfers: number;
  readonly seals: number;
  readonly signedSeals: number;
  /** Entries that wait for the next seal. */
  readonly unsealed: number;
}

/** What a proof holds the book against, besides itself. */
export interface ProofChoices {
  /** A checkpoint that was kept elsewhere. */
  readonly saved?: Checkpoint | undefined;
  /** A past moment, whose balances are proved too. */
  readonly asAt?: IsoInstant | undefined;
}

/** The checks that are made with these choices. */
export function checksFor({ saved, asAt }: ProofChoices): readonly CheckName[] {
  const onlyWith: Partial<Record<CheckName, unknown>> = {
    'checkpoint-kept': saved,
    'moments-in-order': asAt,
    'balances-then': asAt,
  };
  return CHECK_NAMES.filter((name) => !(name in onlyWith) || onlyWith[name] !== undefined);
}

/** What a check found, by name. */
export type FindingRow = Finding & { readonly check: CheckName };

/** Sets the findings under the checks that were made. */
export function proofOf(made: readonly CheckName[], rows: readonly FindingRow[], counts: ProofCounts): Proof {
  const checks = made.map((name) => {
    const findings = rows
      .filter(({ check }) => check === name)
      .map(({ subject, detail }) => ({ subject, detail }));
    return { name, sentence: SENTENCES[name], holds: findings.length === 0, findings };
  });
  return { holds: checks.every(({ holds }) => holds), checks, counts };
}
