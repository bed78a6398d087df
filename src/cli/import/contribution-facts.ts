import { Contributions } from '../../contributions/index.js';
import {
  type ContributionRow,
  CONTRIBUTIONS,
  CONTRIBUTIONS_COLUMNS,
  checkedContributions,
} from './contributions-file.js';
import { readTable } from './csv-table.js';
import type { Fact, FileOfFacts } from './facts.js';
import type { Importing } from './importing.js';
import type { People } from './import-people.js';

/** What people did that no register shows, each counted at the moment when somebody had looked at it. */
export function contributionFacts(importing: Importing, people: People): FileOfFacts {
  const { timeZone, now, path } = importing;
  const table = readTable(path(CONTRIBUTIONS), CONTRIBUTIONS_COLUMNS);
  const { good, refusals } = checkedContributions(table, { ...people, timeZone, now });
  const facts = good.map((row) => factOf(importing, row));
  return { file: CONTRIBUTIONS, facts, refusals, unknown: table.unknown };
}

function factOf({ session }: Importing, row: ContributionRow): Fact {
  const contributions = session.get(Contributions);
  return {
    lines: [row.line],
    at: Date.parse(row.checkedAt),
    async write({ tx, scheme }) {
      const id = await contributions.ask(tx, {
        scheme,
        ref: row.ref,
        person: row.person,
        what: row.what,
        occurredOn: row.on,
        by: 'command',
        askedAt: row.checkedAt,
      });
      const { repeated } = await contributions.approve(tx, {
        scheme,
        id,
        decidedBy: row.checkedBy,
        by: 'command',
        recordedAt: row.checkedAt,
      });
      return { result: repeated ? 'there' : 'added' };
    },
  };
}
