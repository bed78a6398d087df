import type { IsoDate } from '../shared/calendar.js';
import { readTypedDay, type TypedDay } from '../shared/day-words.js';
import { daysLater } from '../shared/wall-clock.js';
import { LENGTHS, type Length, LONGEST_WHAT } from './contribution.js';

/** What people often do, and `other` for everything else. */
export const CHOICES = ['tea', 'set-up', 'welcomed', 'poster', 'garden', 'carried', 'other'] as const;
export type Choice = (typeof CHOICES)[number];

export const WHENS = ['today', 'yesterday', 'another'] as const;
export type When = (typeof WHENS)[number];

/** When something was and how long it took, as it was sent. */
export interface TypedWhen {
  readonly when: string;
  readonly day: TypedDay;
  readonly length: string;
}

/** What is wrong with it: the field, and which words of the catalogue say so. */
export interface Wrong {
  readonly field: string;
  readonly why: 'what' | 'own' | 'long' | 'when' | 'real' | 'future' | 'length';
}

export function readChoice(text: string): Choice | undefined {
  return CHOICES.find((each) => each === text);
}

export function wrongWithWhat(choice: string, own: string): readonly Wrong[] {
  if (readChoice(choice) === undefined) return [{ field: 'choice', why: 'what' }];
  if (choice !== 'other') return [];
  if (own === '') return [{ field: 'own', why: 'own' }];
  return own.length > LONGEST_WHAT ? [{ field: 'own', why: 'long' }] : [];
}

/** The day that was meant; the field that is wrong where it cannot be read, or lies ahead. */
export function readWhen({ when, day }: TypedWhen, today: IsoDate): IsoDate | Wrong {
  if (when === 'today') return today;
  if (when === 'yesterday') return daysLater(today, -1);
  if (when !== 'another') return { field: 'when', why: 'when' };
  const typed = readTypedDay(day);
  if (typed === undefined) return { field: 'day', why: 'real' };
  return typed > today ? { field: 'day', why: 'future' } : typed;
}

export function readLength(text: string): Length | undefined {
  return LENGTHS.find((each) => each === text);
}

/** Which of the three the day is, to be shown again. */
export function whenOf(day: IsoDate | undefined, today: IsoDate): When | '' {
  if (day === undefined) return '';
  if (day === today) return 'today';
  return day === daysLater(today, -1) ? 'yesterday' : 'another';
}
