import { Injectable } from '@nestjs/common';
import { Environment } from '../config/index.js';
import { t } from '../web/index.js';
import { standingIn } from './answer.js';
import { receiptSentences } from './receipt.presenter.js';
import type { Receipt } from './register-forms.queries.js';

/** The page after saving: what was given, and what there is to look at. */
@Injectable()
export class ReceiptPresenter {
  constructor(private readonly environment: Environment) {}

  modelOf(receipt: Receipt) {
    const { session, version, names, summary } = receipt;
    const path = `/leader/dates/${session.id}/register`;
    return {
      activity: session.activityName,
      sentences: receiptSentences(version, names),
      warnings: [...this.countBack(receipt), ...joined(receipt)],
      remarks: [...over(receipt), ...(summary.note === undefined ? [] : [t('register.saved.note')])],
      register: path,
      thanks: receipt.mayThank ? `/leader/dates/${session.id}/thanks` : '',
    };
  }

  /** The one thing on this page that cannot wait. It names nobody. */
  private countBack({ version: { countedOut: out, countedBack: back } }: Receipt): readonly string[] {
    if (out === undefined || back === undefined || out === back) return [];
    const { HELP_PHONE: phone } = this.environment;
    return phone === undefined
      ? [t('errors.register.count-back-plain', { out, back })]
      : [t('errors.register.count-back', { out, back, phone })];
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

function over({ session, version }: Receipt): readonly string[] {
  const people = standingIn(version).length;
  return people > session.places ? [t('register.saved.over', { people, places: session.places })] : [];
}
