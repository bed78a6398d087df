import { Client } from 'pg';
import type { Asks } from '../../src/database/index.js';

/** A statement as it was sent. */
export interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What is sent to the database while that is done, in order and without the values. */
export async function statementsOf(deed: () => Promise<unknown>): Promise<readonly string[]> {
  return (await sentBy(deed)).map(({ text }) => text);
}

/** The same with the values. */
export async function sentBy(deed: () => Promise<unknown>): Promise<readonly Sent[]> {
  const sent = jest.spyOn(Client.prototype, 'query');
  try {
    await deed();
    return sent.mock.calls.flatMap(([asked, values]: readonly unknown[]) => readSent(asked, values));
  } finally {
    sent.mockRestore();
  }
}

/** A text, a text with its values, or several of those that travel together. */
function readSent(asked: unknown, values: unknown): readonly Sent[] {
  if (typeof asked === 'string') return [{ text: asked, values: listed(values) }];
  const steps = listed(partOf(asked, 'steps'));
  return (steps.length === 0 ? [asked] : steps).map((each) => ({
    text: textOf(each),
    values: listed(partOf(each, 'values')),
  }));
}

/**
 * What the database does for each of them when it is done once more: every step of the plan with the rows that it went
 * through, and what it checked besides. As in a large scheme, tables are read by their indexes.
 */
export async function stepsOf(tx: Asks, sent: readonly Sent[]): Promise<readonly string[]> {
  await tx.query('SET LOCAL enable_seqscan = off');
  const steps: string[] = [];
  for (const { text, values } of sent.filter((each) => /^\s*(SELECT|INSERT|UPDATE|WITH)\b/.test(each.text))) {
    const [row]: { 'QUERY PLAN': unknown }[] = await tx.query(
      `EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF, BUFFERS OFF, FORMAT JSON) ${text}`,
      [...values],
    );
    steps.push(JSON.stringify(row?.['QUERY PLAN'], ALIKE));
  }
  return steps;
}

/** What a plan says of work; the rest names values, or the room that something took. */
const ALIKE = [
  ...['Plan', 'Plans', 'Node Type', 'Relation Name', 'Index Name', 'Actual Rows', 'Actual Loops'],
  ...['Rows Removed by Filter', 'Rows Removed by Join Filter', 'Rows Removed by Index Recheck'],
  ...['Triggers', 'Trigger Name', 'Constraint Name', 'Calls'],
];

function textOf(asked: unknown): string {
  const text = partOf(asked, 'text');
  return typeof text === 'string' ? text : 'unknown';
}

function partOf(asked: unknown, name: 'steps' | 'text' | 'values'): unknown {
  return typeof asked === 'object' && asked !== null ? Reflect.get(asked, name) : undefined;
}

function listed(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : [];
}
