import { Client } from 'pg';

/** What is sent to the database while that is done, in order and without the values. */
export async function statementsOf(deed: () => Promise<unknown>): Promise<readonly string[]> {
  const sent = jest.spyOn(Client.prototype, 'query');
  try {
    await deed();
    return sent.mock.calls.map(([asked]: readonly unknown[]) => textOf(asked));
  } finally {
    sent.mockRestore();
  }
}

function textOf(asked: unknown): string {
  if (typeof asked === 'string') return asked;
  const text: unknown = typeof asked === 'object' && asked !== null ? Reflect.get(asked, 'text') : undefined;
  return typeof text === 'string' ? text : 'unknown';
}
