import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import type { ParticipantId, SchemeId } from '../shared/ids.js';
import { accountIdsOf } from './account-id.js';
import { type AccountRef, available, held, keepsBalance, kindOf, ownerOf } from './account.js';
import {
  type AccountBalance,
  type AsAt,
  type HistoryLine,
  type HistoryPage,
  type ThreeNumbers,
  threeNumbers,
} from './balance.js';
import { unknownAccount } from './ledger.errors.js';
import {
  BALANCE_KEPT,
  BALANCE_KEPT_RECORDED,
  BALANCE_OCCURRED,
  BALANCE_UNKEPT,
  BALANCE_UNKEPT_RECORDED,
  HISTORY,
  TRIAL_BALANCE,
} from './ledger.sql.js';

interface BalanceRow {
  readonly balance: string;
}

/** Questions about the book. Each takes an open view, so that several answers agree with each other. */
@Injectable()
export class LedgerQueries {
  /** The balance of any account, now or as at a past moment, in galaxies; `unknown-account` when there is none. */
  async balance(view: View, scheme: SchemeId, account: AccountRef, asAt?: AsAt): Promise<number> {
    const [row] = await balanceRows(view, scheme, account, asAt);
    if (row === undefined || row.balance === null) throw unknownAccount();
    return Number(row.balance);
  }

  /** What a participant may use, has set aside, and has in total. */
  async threeNumbers(
    view: View,
    scheme: SchemeId,
    participant: ParticipantId,
    asAt?: AsAt,
  ): Promise<ThreeNumbers> {
    const [toUse, setAside] = await Promise.all([
      this.balance(view, scheme, available(participant), asAt),
      this.balance(view, scheme, held(participant), asAt),
    ]);
    return threeNumbers(toUse, setAside);
  }

  /** The postings of an account that keeps a balance, newest first, each with the balance just after it. */
  async history(
    view: View,
    scheme: SchemeId,
    account: AccountRef,
    { limit, before }: HistoryPage,
  ): Promise<HistoryLine[]> {
    const rows: HistoryRow[] = await view.query(HISTORY, [
      scheme,
      ownerOf(account, scheme),
      kindOf(account),
      before ?? null,
      Math.min(Math.max(Math.trunc(limit), 1), 100),
    ]);
    return rows.map(({ seq, change, balance, ...line }) => ({
      ...line,
      seq: Number(seq),
      change: Number(change),
      balance: Number(balance),
    }));
  }

  /** Every account's balance at one instant; together they come to nought, for every transfer has two sides. */
  async trialBalance(view: View, scheme: SchemeId, asAt?: AsAt): Promise<AccountBalance[]> {
    const rows: (Omit<AccountBalance, 'balance'> & BalanceRow)[] = await view.query(TRIAL_BALANCE, [
      scheme,
      asAt !== undefined && 'recorded' in asAt ? asAt.recorded : null,
      asAt !== undefined && 'occurred' in asAt ? asAt.occurred : null,
    ]);
    return rows.map(({ owner, kind, balance }) => ({ owner, kind, balance: Number(balance) }));
  }
}

type HistoryRow = Omit<HistoryLine, 'seq' | 'change' | 'balance'> &
  Record<'seq' | 'change' | 'balance', string>;

async function balanceRows(
  view: View,
  scheme: SchemeId,
  account: AccountRef,
  asAt?: AsAt,
): Promise<{ readonly balance: string | null }[]> {
  const which = [scheme, ownerOf(account, scheme), kindOf(account)];
  if (asAt !== undefined && 'occurred' in asAt)
    return view.query(BALANCE_OCCURRED, [...which, asAt.occurred]);
  const moment = asAt === undefined ? [] : [asAt.recorded];
  if (!keepsBalance(account))
    return view.query(asAt === undefined ? BALANCE_UNKEPT : BALANCE_UNKEPT_RECORDED, [...which, ...moment]);
  const kept = [scheme, accountIdsOf(scheme)(account), ...moment];
  return view.query(asAt === undefined ? BALANCE_KEPT : BALANCE_KEPT_RECORDED, kept);
}
