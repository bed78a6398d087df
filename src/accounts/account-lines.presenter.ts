import { clockInWords, dayInWords } from '../shared/day-words.js';
import { t } from '../web/index.js';
import type { AccountLines, SealedEntry } from './account-lines.queries.js';
import { changeOf, type Line, sayingOf } from './line.js';
import { amountOf, wordsOf } from './line.presenter.js';
import { dayOf } from './why.presenter.js';

/** The account as its page shows it. Each line says what there was in total after it. */
export function accountView({ numbers, lines, ...account }: AccountLines) {
  return {
    title: t('account-lines.title', { name: account.name }),
    figures: [
      { key: t('account-lines.to-use'), value: String(numbers.toUse) },
      { key: t('account-lines.set-aside'), value: String(numbers.setAside) },
      { key: t('account-lines.in-total'), value: String(numbers.inTotal) },
    ],
    rows: rowsOf(lines, account),
  };
}

function rowsOf(lines: readonly Line[], account: Omit<AccountLines, 'numbers' | 'lines'>) {
  const { here, names, sealed } = account;
  const afters = totalsAfter(lines, account.inTotalAfter);
  return lines.map((line, index) => {
    return {
      what: t('account-lines.what-happened', {
        what: wordsOf(line, account).title,
        day: dayInWords(line.occurredOn, here.today),
      }),
      amount: amountOf(sayingOf(line)),
      total: String(afters[index] ?? 0),
      recorded: t('account-lines.recorded-by', {
        name: names.get(line.recordedBy) ?? t('account-lines.nobody'),
        day: dayOf(line.recordedAt, here),
        time: clockInWords(line.recordedAt, here.timeZone),
        entry: entryInWords(line, sealed.get(line.entryId)),
      }),
    };
  });
}

function entryInWords({ kind, entryId }: Line, sealed: SealedEntry | undefined): string {
  const entry = { kind, id: entryId };
  return sealed === undefined
    ? t('account-lines.not-sealed', entry)
    : t('account-lines.sealed', { ...entry, ...sealed });
}

/** What there was in total after each line, from the newest back. */
function totalsAfter(lines: readonly Line[], newest: number): readonly number[] {
  const totals: number[] = [];
  let total = newest;
  for (const line of lines) {
    totals.push(total);
    total -= changeOf(line).inTotal;
  }
  return totals;
}
