import { type Handover, leadsNow } from '../activities/index.js';
import type { IsoInstant } from '../shared/calendar.js';
import { clockInWords, dayInWords } from '../shared/day-words.js';
import { DomainError } from '../shared/domain-error.js';
import { daysLater, wallClockOf } from '../shared/wall-clock.js';
import { type FieldError, fieldError, say, t } from '../web/index.js';
import type { Found } from './names.statements.js';
import type { PutOn } from './put-on.statements.js';
import { cameFrom } from './register-paths.js';
import type { LeadersDates, LedDate } from './register-forms.queries.js';
import { type Listed, type OpenedRegister, saidYes, type SentSummary } from './register-form.js';
import { LEADERS_DAYS } from './saving.js';
import { extraPeople, type FormFault, type TypedRegister } from './typed-register.js';

/** "Hill walk, Saturday 14 June". */
export function sessionName({ session, today }: Pick<OpenedRegister, 'session' | 'today'>): string {
  return t('register.session', { activity: session.activityName, day: dayInWords(session.occursOn, today) });
}

/** All that the view of a register shows. */
export function registerModel(opened: OpenedRegister, typed: TypedRegister, errors: readonly FieldError[]) {
  const { session, list, sent, isForStaff } = opened;
  return {
    ...{ typed, errors, sessionName: sessionName(opened), back: cameFrom(opened) },
    isOpenEvent: session.kind === 'open',
    isLocked: isForStaff && sent !== undefined,
    countBack: session.countBack,
    rows: list.map((listed) => rowOf(listed, opened, typed)),
    addHint: t(opened.findsEverybody ? 'register.add.hint-staff' : 'register.add.hint'),
    newRows: typed.newNames.map(({ name, seen }) => ({ name, seen, why: t('register.why.new') })),
    fill: fillWords(opened),
    total: list.length + typed.newNames.length,
    sent: sent === undefined ? '' : sentSentence(opened),
    extra: extraPeople(typed),
    partsOpen: errors.some(({ field }) => field.startsWith('helped-')) || typed.helped.length > 0,
  };
}

/** "Tick the 9 people who said yes or lead". Nothing where nobody said yes, or a register is in. */
function fillWords({ list, sent }: OpenedRegister): string {
  if (sent !== undefined || !list.some(({ why }) => why === 'yes')) return '';
  const count = saidYes(list).length;
  return list.some(({ why }) => why === 'leading')
    ? t('register.fill-leading', { count })
    : t('register.fill', { count });
}

/** Somebody to choose, when a first name found several. */
export function foundItem({ id, name, which }: Found) {
  const hint = which === undefined ? '' : t('register.add.which', { name: which.name, ref: which.ref });
  return { value: id, text: name, hint };
}

function rowOf(listed: Listed, opened: OpenedRegister, { came, helped, led }: TypedRegister) {
  const { personId, name, why, tellLeader, wasTakenOff } = listed;
  const words = tellLeader === undefined ? [] : [t('register.why.tells', { words: tellLeader })];
  // Staff alone put right what was put right: to a leader it would say who was not there.
  const before = wasTakenOff && opened.findsEverybody ? [t('register.why.taken-off')] : [];
  return {
    ...{ id: personId, name, isLeading: why === 'leading' },
    why: [whyOf(listed, opened), ...before, ...words].join(' '),
    ticked: came.includes(personId),
    helped: helped.includes(personId),
    led: led.includes(personId),
  };
}

function whyOf({ why }: Listed, { leadingGives }: OpenedRegister): string {
  if (why !== 'leading') return t(`register.why.${why}`);
  return leadingGives === undefined
    ? t('register.why.leading-plain')
    : t('register.why.leading', { count: leadingGives });
}

function sentSentence({ sent, timeZone, today }: OpenedRegister): string {
  if (sent === undefined) return '';
  const values = { time: momentInWords(sent.at, { timeZone, today }), said: saidBy(sent) };
  return sent.isOwn
    ? t('register.sent.own', values)
    : t('register.sent.other', { ...values, name: sent.name });
}

/** What a register that is in says, so that whoever opens it need not look for it: "8 people. 2 more gave no name." */
function saidBy({ outcome, people, headCountExtra: heads }: SentSummary): string {
  if (outcome !== 'came') return t(`register.sent.${outcome}`);
  if (people === 0) return t(heads === 0 ? 'register.sent.empty' : 'register.sent.unnamed', { count: heads });
  const more = heads === 0 ? [] : [t('register.sent.more', { count: heads })];
  return [t('register.sent.people', { count: people }), ...more].join(' ');
}

/** "10.12am", and "10.12am on Saturday 14 June" when that is not today. */
function momentInWords(
  at: IsoInstant,
  { timeZone, today }: Pick<OpenedRegister, 'timeZone' | 'today'>,
): string {
  const day = wallClockOf(at, timeZone).date;
  const time = clockInWords(at, timeZone);
  return day === today ? time : t('register.sent.at', { time, day: dayInWords(day, today) });
}

/** "Morag put Wanda on this register at 10.12am". */
export function howPutOn(
  name: string,
  { byName: by, source, at }: PutOn,
  moment: Pick<OpenedRegister, 'timeZone' | 'today'>,
): string {
  const key = source === 'paper' ? 'register.put-on.paper' : 'register.put-on.other';
  return t(key, { by, name, time: momentInWords(at, moment) });
}

/** The words for what keeps a whole register from being saved; nothing for any other refusal. */
export function refusedAs(error: unknown) {
  return REFUSALS[error instanceof DomainError ? error.code : ''];
}

const REFUSALS: Readonly<Record<string, 'errors.register.locked' | 'errors.register.ahead'>> = {
  'register-locked': 'errors.register.locked',
  'register-ahead': 'errors.register.ahead',
};

/** What is wrong with a form, beside the control where it is put right. */
export function formErrors(faults: readonly FormFault[], list: readonly Listed[]): readonly FieldError[] {
  return faults.map((fault) => {
    switch (fault.kind) {
      case 'empty':
        return fieldError('came', 'errors.register.empty');
      case 'nobody':
        return fieldError('came', 'errors.register.nobody');
      case 'heads':
        return fieldError('head_count_extra', 'errors.register.heads');
      case 'role-two':
        return fieldError(`helped-${String(list.indexOf(fault.who) + 1)}`, 'errors.register.role-two', {
          name: fault.who.name,
        });
      case 'number':
        return fieldError(fault.field, 'errors.register.number');
      case 'long':
        return fieldError('note_to_staff', 'errors.text.long', { limit: 500, count: fault.count });
    }
  });
}

/** The dates of a leader in four parts; a part without any is left out. What is in stands last, the newest first. */
export function leaderModel({ dates, givenBack }: LeadersDates, timeZone: string) {
  const line = (date: LedDate) => dateLine(date, timeZone);
  const parts = [
    { key: 'today', dates: dates.filter(({ daysAhead }) => daysAhead === 0) },
    { key: 'week', dates: dates.filter(({ daysAhead }) => daysAhead > 0) },
    { key: 'to-send', dates: dates.filter(({ daysAhead, version }) => daysAhead < 0 && version === null) },
    {
      key: 'is-in',
      dates: dates.filter(({ daysAhead, version }) => daysAhead < 0 && version !== null).toReversed(),
    },
  ] as const;
  return {
    isEmpty: dates.length === 0,
    givenBack: givenBack.map(givenBackLine),
    parts: parts.flatMap((part) =>
      part.dates.length === 0
        ? []
        : [
            {
              id: part.key,
              title: t(`leader.${part.key}`),
              hint: hintOf(part.key),
              dates: part.dates.map(line),
            },
          ],
    ),
  };
}

function hintOf(part: 'today' | 'week' | 'to-send' | 'is-in'): string {
  if (part === 'is-in') return t('leader.is-in-hint', { count: LEADERS_DAYS });
  return part === 'to-send' ? t('leader.to-send-hint') : '';
}

/** "Hill walk, Saturday 14 June. Iain leads it now." */
function givenBackLine(handover: Handover): string {
  const { activityName: activity, occursOn } = handover;
  return `${t('leader.which', { activity, day: dayInWords(occursOn, occursOn) })}. ${leadsNow(handover)}`;
}

function dateLine(date: LedDate, timeZone: string) {
  const day = dayInWords(date.occursOn, daysLater(date.occursOn, -date.daysAhead));
  const path = `/leader/dates/${date.id}`;
  return {
    name: date.activityName,
    which: t('leader.which', { activity: date.activityName, day }),
    when: `${day}, ${clockInWords(date.startsAt, timeZone)}`,
    meet: t('leader.meet', { place: date.meetPlace }),
    answers: answersTo(date),
    state: date.isOff ? t('leader.off') : date.version === null ? '' : t('leader.sent'),
    register: date.isOff || date.daysAhead > 0 ? '' : `${path}/register`,
    registerText: say(date.version === null ? 'leader.open' : 'leader.change'),
    thanks: date.mayThank ? `${path}/thanks` : '',
    roster: `${path}/roster`,
    print: t('leader.print'),
    cannot: canBeGivenBack(date) ? `${path}/cannot-lead` : '',
  };
}

/** "9 yes, 2 maybe", without what nobody said. What nobody answered is no news once the day has been. */
function answersTo({ yes, maybe, daysAhead }: LedDate): string {
  const counts = [
    ...(yes > 0 ? [t('leader.yes', { count: yes })] : []),
    ...(maybe > 0 ? [t('leader.maybe', { count: maybe })] : []),
  ];
  if (counts.length === 0) return daysAhead < 0 ? '' : t('leader.no-answers');
  return counts.join(', ');
}

function canBeGivenBack({ isOff, isOver, version }: LedDate): boolean {
  return !isOff && !isOver && version === null;
}
