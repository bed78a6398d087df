import type { Page } from 'playwright-core';

/** Nobody presses Tab so often on one page of ours. */
const MOST_STOPS = 120;

/** What has the focus, in the words by which people know it: those of its label, or its own. */
const FOCUSED = `(() => {
  const { activeElement: it } = document;
  return [...(it.labels ?? [])].map((label) => label.innerText).join(' ') || it.innerText || '';
})()`;

/** Somebody who has a keyboard and nothing else, and where it takes them. */
export class Keys {
  constructor(readonly page: Page) {}

  /** Opens the first page of a journey. */
  async open(address: string): Promise<void> {
    await this.page.goto(address, { waitUntil: 'load' });
  }

  /** Goes on by Tab to what is called so; throws when it is not to be reached. */
  async to(name: string): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      await this.page.keyboard.press('Tab');
      if ((await this.page.evaluate<string>(FOCUSED)).includes(name)) return;
    }
    throw new Error(`No key leads to "${name}" on: ${await this.page.innerText('main')}`);
  }

  /** Presses what is called so, and waits for the page that it leads to. */
  async press(name: string): Promise<void> {
    await this.to(name);
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')]);
  }

  /** Chooses one of several, by the arrows from the first. */
  async choose(first: string, further: number): Promise<void> {
    await this.to(first);
    if (further === 0) await this.page.keyboard.press('Space');
    for (let step = 0; step < further; step++) await this.page.keyboard.press('ArrowDown');
  }

  async type(name: string, text: string): Promise<void> {
    await this.to(name);
    await this.page.keyboard.type(text);
  }

  /** What the page says now. */
  says(): Promise<string> {
    return this.page.innerText('main');
  }
}
