import type { View } from '../database/index.js';
import type { Check, Finding, Proof } from '../ledger/index.js';
import type { SchemeId } from '../shared/ids.js';

/** What the ledger cannot ask, because it knows no register and no contribution. */
const SENTENCES = {
  'lines-recorded': 'Every line of a register and every contribution has exactly its transfer.',
  'transfers-sourced': 'Every transfer of a register or a contribution has its source.',
} as const;

export interface SourcesCheck extends Omit<Check, 'name'> {
  readonly name: keyof typeof SENTENCES;
}

/** The proof of a book with what it came from. */
export interface WholeProof extends Omit<Proof, 'checks'> {
  readonly checks: readonly (Check | SourcesCheck)[];
}

/** Adds to the proof of the book whether registers and contributions agree with it, line by line. */
export async function withSources(view: View, scheme: SchemeId, proof: Proof): Promise<WholeProof> {
  const rows: (Finding & { name: string })[] = await view.query(
    'SELECT check_name AS name, subject, detail FROM sources_prove($1) ORDER BY subject',
    [scheme],
  );
  const checks = [check('lines-recorded', rows), check('transfers-sourced', rows)];
  return {
    ...proof,
    holds: proof.holds && rows.length === 0,
    checks: [...proof.checks, ...checks],
  };
}

function check(name: keyof typeof SENTENCES, rows: readonly (Finding & { name: string })[]): SourcesCheck {
  const own = rows.filter((row) => row.name === name);
  const findings = own.map(({ subject, detail }) => ({ subject, detail }));
  return { name, sentence: SENTENCES[name], holds: findings.length === 0, findings };
}
