/** Something the reader can put right. Its message is one sentence to show; no stack is needed. */
export class Problem extends Error {
  name = 'Problem';
}

/** Asks `condition` until it answers something true, and gives up with `sentence` after `limitMs`. */
export async function until(condition, limitMs, sentence) {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await condition();
    if (answer) return answer;
    if (Date.now() > end) throw new Problem(sentence);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
