import type { PersonId } from '../shared/ids.js';
import { t } from '../web/index.js';
import type { VersionView } from './answer.js';
import { type ReceiptGroup, type ReceiptSums, sumsOf } from './receipt.js';

/** Names are said up to here; more people than this are counted. */
const MOST_NAMED = 1;

/** What saving did, in sentences whose numbers add up to its journal entry. */
export function receiptSentences(view: VersionView, names: ReadonlyMap<PersonId, string>): readonly string[] {
  const sums = sumsOf(view);
  const heads = view.headCountExtra === 0 ? [] : [t('register.saved.heads', { count: view.headCountExtra })];
  return [
    ...outcomeSentences(view, sums),
    ...sums.groups.map((group) => groupSentence(group, names)),
    ...putRightSentences(view, sums, names),
    ...totalSentences(view, sums),
    ...heads,
  ];
}

function outcomeSentences({ outcome }: VersionView, { people }: ReceiptSums): readonly string[] {
  if (outcome === 'nobody-came') return [t('register.saved.nobody')];
  if (outcome === 'did-not-run') return [t('register.saved.did-not-run')];
  return people === 0 ? [t('register.saved.no-names')] : [];
}

function groupSentence({ part, each, people }: ReceiptGroup, names: ReadonlyMap<PersonId, string>): string {
  const [first] = people;
  const does = each === 0 ? 'unrated' : part;
  if (first !== undefined && people.length <= MOST_NAMED)
    return t(`register.saved.${does}.one`, { name: names.get(first) ?? '', count: each });
  return t(`register.saved.${does}.many`, { people: people.length, count: each });
}

/** Each by name: whoever was taken off, and whoever does something else now. */
function putRightSentences(
  { lines, version }: VersionView,
  { putRight }: ReceiptSums,
  names: ReadonlyMap<PersonId, string>,
): readonly string[] {
  const still = new Set(lines.filter((line) => line.fromVersion === version).map(({ personId }) => personId));
  return putRight.map(({ personId, galaxies }) => {
    const said = still.has(personId) ? 'changed' : 'taken-off';
    return t(`register.saved.${said}`, { name: names.get(personId) ?? '', count: galaxies });
  });
}

function totalSentences({ version, outcome }: VersionView, sums: ReceiptSums): readonly string[] {
  if (outcome !== 'came' || sums.people === 0) return [];
  const added = [
    t(sums.added === 0 ? 'register.saved.none-added' : 'register.saved.added', { count: sums.added }),
  ];
  const see = sums.added === 0 ? [] : [t('register.saved.see')];
  const all = version === 1 ? [] : [t('register.saved.in-all', { people: sums.people, count: sums.inAll })];
  return [...added, ...see, ...all];
}
