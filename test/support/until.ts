/** Asks again and again until the answer is neither false nor undefined; fails with `what` after `limitMs`. */
export async function until<T>(
  ask: () => T | Promise<T>,
  what: string,
  limitMs = 60_000,
): Promise<Exclude<T, false | undefined>> {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (isAnswer(answer)) return answer;
    if (performance.now() > end) throw new Error(`Waited ${limitMs} ms in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

function isAnswer<T>(value: T): value is Exclude<T, false | undefined> {
  return value !== false && value !== undefined;
}
