import fc from 'fast-check';
import type { SavedRegister } from '../../src/attendance/answer.js';
import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import type { RegisterWorld } from './register-world.js';

export const SESSIONS = 100;
export const SAVINGS = 20;
export const PEOPLE = 14;

/** What one saving says of each person: nothing, or what they did; and whether its sender had seen the latest list. */
const saving = fc.record({
  parts: fc.array(fc.constantFrom('none', 'none', 'came', 'helped', 'led'), {
    minLength: PEOPLE,
    maxLength: PEOPLE,
  }),
  isStale: fc.boolean(),
  heads: fc.integer({ min: 0, max: 30 }),
});
const season = fc.array(fc.array(saving, { minLength: SAVINGS, maxLength: SAVINGS }), {
  minLength: SESSIONS,
  maxLength: SESSIONS,
});
export type Savings = readonly (typeof saving extends fc.Arbitrary<infer Value> ? Value : never)[];

/** The same registers and corrections in every run. */
export function randomSeason(): readonly Savings[] {
  const [sessions = []] = fc.sample(season, { numRuns: 1, seed: 20_261_122 });
  return sessions;
}

/** Every saving of one session in one transaction, so that two thousand of them do not take all day. */
export async function saveAll(
  registers: RegisterWorld,
  { session, leader, people }: Cast,
  savings: Savings,
): Promise<readonly SavedRegister[]> {
  return registers.book.work.write(registers.scheme, async (tx) => {
    const answers: SavedRegister[] = [];
    for (const { parts, isStale, heads } of savings) {
      const doing = (part: string) => people.filter((_, index) => parts[index] === part);
      const list = { came: doing('came'), helped: doing('helped'), led: doing('led') };
      const isEmpty = list.came.length + list.helped.length + list.led.length + heads === 0;
      const request = registers.request(session, registers.doer(leader), {
        ...list,
        outcome: isEmpty ? 'nobody-came' : 'came',
        headCountExtra: heads,
        basedOn: isStale ? 0 : answers.length,
      });
      const answer = await registers.registers.save(tx, request);
      if (answer.kind === 'saved') answers.push(answer);
    }
    return answers;
  });
}

/** Whose register it is, and who may be on it. */
export interface Cast {
  readonly session: SessionId;
  readonly leader: ParticipantId;
  readonly people: readonly ParticipantId[];
}
