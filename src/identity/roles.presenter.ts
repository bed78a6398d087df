import { dayIn } from '../shared/calendar.js';
import { dayInWords } from '../shared/day-words.js';
import type { PersonId } from '../shared/ids.js';
import { say, t } from '../web/index.js';
import type { KnownGrant } from './role-grants.queries.js';

/** Who looks, and by which calendar. */
interface Looker {
  readonly personId: PersonId;
  readonly timeZone: string;
}

/** What waits for a second administrator, and who has which role now, as the page shows them. */
export function rolesPage(grants: readonly KnownGrant[], looker: Looker, asked = 1) {
  const given = grants.filter(({ state }) => state !== 'asked');
  const pages = Math.max(1, Math.ceil(given.length / A_PAGE));
  const page = Math.min(asked, pages);
  return {
    waiting: grants.filter(({ state }) => state !== 'counts').map((grant) => waiting(grant, looker)),
    grants: given.slice((page - 1) * A_PAGE, page * A_PAGE).map((grant) => row(grant, looker)),
    links: {
      before: page > 1 ? `/admin/roles?page=${String(page - 1)}` : '',
      next: page < pages ? `/admin/roles?page=${String(page + 1)}` : '',
      where: t('people.page', { page, pages }),
    },
  };
}

/** How many roles one page of the list shows. */
const A_PAGE = 25;

function waiting(grant: KnownGrant, looker: Looker) {
  const { id, person, role, state, askedByName, askedAt } = grant;
  const step = state === 'end-asked' ? TAKING : GIVING;
  const words = {
    person,
    role: say(`roles.role.${role}`),
    by: askedByName,
    day: dayOf(askedAt, looker.timeZone),
  };
  return {
    text: t(step.asked, words),
    agree: mayAgree(grant, looker) ? `/admin/roles/${id}/${step.agree}` : '',
    agreeText: t(`roles.${step.agree}`, words),
    takeBack: `/admin/roles/${id}/${step.takeBack}`,
    takeBackText: t(`roles.${step.takeBack}`, words),
  };
}

const GIVING = { asked: 'roles.asked', agree: 'agree', takeBack: 'withdraw' } as const;
const TAKING = { asked: 'roles.asked-to-end', agree: 'agree-to-end', takeBack: 'keep' } as const;

/** The database refuses everybody else; they are not shown a button that cannot work. */
function mayAgree({ askedBy, personId: receiver, state }: KnownGrant, { personId }: Looker): boolean {
  return askedBy !== personId && (state === 'end-asked' || receiver !== personId);
}

function row(grant: KnownGrant, { timeZone }: Looker) {
  const { id, person, ref, role, since, state } = grant;
  return {
    person: t('roles.person', { person, ref }),
    role: say(`roles.role.${role}`),
    since: since === undefined ? '' : dayOf(since, timeZone),
    end: state === 'counts' ? `/admin/roles/${id}/end` : '',
    endOf: t('roles.end-of', { person, role: say(`roles.role.${role}`) }),
  };
}

function dayOf(moment: Date, timeZone: string): string {
  return dayInWords(dayIn(timeZone, moment));
}
