import type { MessageState, Way } from '../../src/messages/delivery.js';
import { tellingWords } from '../../src/messages/telling.presenter.js';

const words = (state: MessageState, channel: Way) => tellingWords('Sam', { state, channel });

it.each(['text', 'email', 'letter', 'phone'] as const)(
  'somebody who is still to be told by %s is not said to have been told',
  (channel) => {
    expect(words('queued', channel)).toMatch(
      /goes out between 9am and 6pm|waits to be printed|list of people/,
    );
    expect(words('queued', channel)).not.toMatch(/told|gone/);
    expect(words('delivered', channel)).toMatch(/Sam was told|have told Sam/);
  },
);

it('what did not arrive is not said to have been told, and what nobody knows is not said at all', () => {
  for (const state of ['stopped', 'not_delivered'] as const)
    expect(words(state, 'text')).toMatch(/^(No message goes to Sam|A message to Sam did not get through)\.$/);
  expect([words('queued', 'none'), tellingWords('Sam', undefined)]).toEqual(['No message goes to Sam.', '']);
});
