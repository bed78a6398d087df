import type { PageModel } from './pages.service.js';
import type { Problem } from './problem.js';
import { referenceOf } from './reference.js';
import { t } from './words.js';

type Told =
  | 'signed-out'
  | 'forbidden'
  | 'old-form'
  | 'not-found'
  | 'too-large'
  | 'too-often'
  | 'request'
  | 'server'
  | 'busy';

const TOLD: ReadonlyMap<number, Told> = new Map([
  [401, 'signed-out'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [413, 'too-large'],
  [429, 'too-often'],
  [503, 'busy'],
]);

/** A refusal of the domain: it explains itself, unless it points at fields, which a page of problems does not show. */
const isExplained = ({ status, errors = [] }: Problem): boolean =>
  status === 409 || (status === 422 && errors.length === 0);

/** A form that is not of this browser's sign-in: whoever sent it may well see the page. */
const isOldForm = ({ type }: Problem): boolean => type.endsWith('/old-form');

/** What the view `web/problem` says about a problem: what happened, what to do next, and what to quote. */
export function problemPage(problem: Problem): PageModel {
  const { status, detail, correlationId } = problem;
  if (isExplained(problem)) return { title: t('problem.check.title'), text: detail, reference: '' };
  const told = isOldForm(problem) ? 'old-form' : (TOLD.get(status) ?? (status < 500 ? 'request' : 'server'));
  return {
    title: t(`problem.${told}.title`),
    text: t(`problem.${told}.text`),
    reference: told === 'server' ? referenceOf(correlationId) : '',
  };
}
