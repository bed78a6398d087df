import { clockInWords, dayInWords, timeInWords } from '../shared/day-words.js';
import { t } from '../web/index.js';
import type { AccountLines, SealedEntry } from './account-lines.queries.js';
import type { Here } from './galaxies.queries.js';
import { changeOf, lastTransferOf, type Line, sayingOf } from './line.js';
import { amountOf, wordsOf } from './line.presenter.js';
import type { PastMoment } from './past-moment.http.js';
import { dayOf } from './why.presenter.js';

/** The account as its page shows it, and the form for a past moment. Each line says what there was in total after it. */
export function accountView({ numbers, lines, ...account }: AccountLines, past: PastMoment) {
  return {
    title: t('account-lines.title', { name: account.name }),
    figures: [
      { key: t('account-lines.as-at.key'), value: momentInWords(past, account.here) },
      { key: t('account-lines.to-use'), value: String(numbers.toUse) },
      { key: t('account-lines.set-aside'), value: String(numbers.setAside) },
      { key: t('account-lines.in-total'), value: String(numbers.inTotal) },
    ],
    rows: rowsOf(lines, account),
    isPast: past.moment !== undefined,
    typed: past.typed,
    errors: past.errors,
  };
}

/** Where the account goes on, as at the same moment. */
export function linksOf(path: string, { lines, isMore }: AccountLines, { moment, typed }: PastMoment) {
  const { day, month, year } = typed.day;
  const boxes = { as_at_day: day, as_at_month: month, as_at_year: year, as_at_time: typed.time };
  const to = (more: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ ...(moment === undefined ? {} : boxes), ...more }).toString();
    return query === '' ? path : `${path}?${query}`;
  };
  const last = lines.at(-1);
  return {
    newest: to({}),
    older: isMore && last !== undefined ? to({ before: lastTransferOf(last) }) : '',
  };
}

function momentInWords({ day, time }: PastMoment, { today }: Here): string {
  if (day === undefined) return t('account-lines.as-at.now');
  const words = dayInWords(day, today);
  return time === undefined
    ? t('account-lines.as-at.day', { day: words })
    : t('account-lines.as-at.moment', { day: words, time: timeInWords(time) });
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
