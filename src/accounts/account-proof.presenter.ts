import { dayInWords, timeInWords } from '../shared/day-words.js';
import { t } from '../web/index.js';
import type { AccountProof } from './account-proofs.queries.js';

/** The proof in sentences, the answer first. */
export function proofView(proof: AccountProof) {
  const { name, day, time, toUse, setAside, toUseByLines, setAsideByLines } = proof;
  const addsUp = toUse === toUseByLines && setAside === setAsideByLines;
  return {
    title: t('account-lines.proof.title', { name }),
    asAt: t('account-lines.proof.as-at', { day: dayInWords(day), time: timeInWords(time) }),
    answer: t(addsUp ? 'account-lines.proof.yes' : 'account-lines.proof.no'),
    rows: [
      row('to-use', toUse, toUseByLines),
      row('set-aside', setAside, setAsideByLines),
      row('in-total', toUse + setAside, toUseByLines + setAsideByLines),
    ],
    sealed: sealedInWords(proof),
  };
}

function row(key: 'to-use' | 'set-aside' | 'in-total', kept: number, summed: number) {
  return { what: t(`account-lines.${key}`), kept: String(kept), summed: String(summed) };
}

function sealedInWords({ entries, sealed, firstSeal, lastSeal }: AccountProof): readonly string[] {
  if (entries === 0) return [t('account-lines.nothing')];
  const waiting = entries - sealed;
  const seals = { count: sealed, first: firstSeal ?? '', last: lastSeal ?? '' };
  return [
    ...(firstSeal === null
      ? []
      : [t(firstSeal === lastSeal ? 'account-lines.proof.one-seal' : 'account-lines.proof.seals', seals)]),
    ...(waiting === 0 ? [] : [t('account-lines.proof.waiting', { count: waiting })]),
  ];
}
