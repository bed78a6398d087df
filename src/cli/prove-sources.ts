import type { View } from '../database/index.js';
import type { Check, Finding, Proof } from '../ledger/index.js';
import type { SchemeId } from '../shared/ids.js';

/** What the ledger cannot ask, because it knows no register, no contribution and nothing that staff put right. */
const SENTENCES = {
  'lines-recorded': 'Every line of a register and every contribution has exactly its transfer.',
  'transfers-sourced': 'Every transfer of a register or a contribution has its source.',
  'put-rights-recorded': 'Everything that staff put right did in the book what it says.',
  'adjustments-agreed': 'Every adjustment in the book is one that two people agreed on.',
} as const;

type SourcesCheckName = keyof typeof SENTENCES;

export interface SourcesCheck extends Omit<Check, 'name'> {
  readonly name: SourcesCheckName;
}

/** The proof of a book with what it came from. */
export interface WholeProof extends Omit<Proof, 'checks'> {
  readonly checks: readonly (Check | SourcesCheck)[];
}

const PROVE = `
  SELECT check_name AS name, subject, detail FROM sources_prove($1)
  UNION ALL SELECT check_name, subject, detail FROM put_right_prove($1) ORDER BY subject`;

/** Adds to the proof of the book whether what entries came from agrees with it, line by line. */
export async function withSources(view: View, scheme: SchemeId, proof: Proof): Promise<WholeProof> {
  const rows: FoundRow[] = await view.query(PROVE, [scheme]);
  return {
    ...proof,
    holds: proof.holds && rows.length === 0,
    checks: [
      ...proof.checks,
      check('lines-recorded', rows),
      check('transfers-sourced', rows),
      check('put-rights-recorded', rows),
      check('adjustments-agreed', rows),
    ],
  };
}

type FoundRow = Finding & { readonly name: string };

function check(name: SourcesCheckName, rows: readonly FoundRow[]): SourcesCheck {
  const own = rows.filter((row) => row.name === name);
  const findings = own.map(({ subject, detail }) => ({ subject, detail }));
  return { name, sentence: SENTENCES[name], holds: findings.length === 0, findings };
}
