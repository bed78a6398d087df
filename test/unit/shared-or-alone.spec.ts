import { SharedOrAlone } from '../../src/outbox/shared-or-alone.js';

it('works that share go on together, one that wants to be alone waits for them and holds up later ones', async () => {
  const company = new SharedOrAlone();
  const order: string[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const note = (word: string) => async () => {
    order.push(`${word} begins`);
    if (word !== 'second') await gate;
    order.push(`${word} ends`);
  };
  const first = company.shared(note('first'));
  await company.shared(note('second'));
  const rest = [company.alone(note('alone')), company.shared(note('later'))];
  release();
  await Promise.all([first, ...rest]);
  expect(order).toEqual([
    'first begins',
    'second begins',
    'second ends',
    'first ends',
    'alone begins',
    'alone ends',
    'later begins',
    'later ends',
  ]);
});

it('a failure is its own: the next goes on', async () => {
  const company = new SharedOrAlone();
  await expect(company.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(company.shared(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await company.alone(() => Promise.resolve(1))).toBe(1);
  expect(await company.shared(() => Promise.resolve(2))).toBe(2);
});
