import { t } from '../web/index.js';
import type { Telling } from './tellings.statements.js';

/** For staff: whether somebody was told, or how they will be. Empty when nothing is known of it. */
export function tellingWords(name: string, telling: Telling | undefined): string {
  if (telling === undefined) return '';
  const { channel, state } = telling;
  if (state === 'stopped' || channel === 'none') return t('messages.telling.stopped', { name });
  if (state === 'not_delivered') return t('messages.telling.not_delivered', { name });
  return t(`messages.telling.${state}.${channel}`, { name });
}
