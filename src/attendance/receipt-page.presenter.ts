import { Injectable } from '@nestjs/common';
import { Environment } from '../config/index.js';
import { t } from '../web/index.js';
import { standingIn } from './answer.js';
import { receiptSentences } from './receipt.presenter.js';
import type { Receipt } from './register-forms.queries.js';
import { cameFrom, registerPath, TYPE_UP } from './register-paths.js';
import { sessionName } from './register.presenter.js';
import { unevenIn } from './saving.js';

/** The page after saving: what was given, and what there is to look at. */
@Injectable()
export class ReceiptPresenter {
  constructor(private readonly environment: Environment) {}

  /** `left` is how many lines could not be recorded. Staff who typed a paper up go on to the next one. */
  modelOf(receipt: Receipt, { left, isStaff }: { readonly left: number; readonly isStaff: boolean }) {
    const { session, version, names, summary } = receipt;
    return {
      sessionName: sessionName(receipt),
      sentences: receiptSentences(version, names),
      warnings: [...this.countBack(receipt), ...joined(receipt), ...leftOut(left)],
      remarks: [...over(receipt), ...(summary.note === undefined ? [] : [t('register.saved.note')])],
      register: registerPath(session.id),
      wayOn: cameFrom(receipt),
      wayOnText: receipt.leads ? t('register.saved.today') : t('register.saved.date'),
      typeUp: isStaff && summary.source === 'paper' ? TYPE_UP : '',
      thanks: receipt.mayThank ? `/leader/dates/${session.id}/thanks` : '',
    };
  }

  /** The one thing on this page that cannot wait. It names nobody. */
  private countBack({ version }: Receipt): readonly string[] {
    const uneven = unevenIn(version);
    if (uneven === undefined) return [];
    const { HELP_PHONE: phone } = this.environment;
    return phone === undefined
      ? [t('errors.register.count-back-plain', uneven)]
      : [t('errors.register.count-back', { ...uneven, phone })];
  }
}

function joined({ version, others, summary }: Receipt): readonly string[] {
  const [name] = others;
  if (version.merged)
    return [name === undefined ? t('register.saved.both') : t('errors.register.newer', { name })];
  const isRepeat =
    summary.version > 1 && version.entryId === undefined && summary.basedOn < summary.version - 1;
  return isRepeat ? [t('errors.duplicate')] : [];
}

function leftOut(count: number): readonly string[] {
  return count === 0 ? [] : [t('register.saved.not-recorded', { count })];
}

function over({ session, version }: Receipt): readonly string[] {
  const people = standingIn(version).length;
  return people > session.places ? [t('register.saved.over', { people, places: session.places })] : [];
}
