import 'reflect-metadata';
import { loadEnvironment } from '../../src/config/index.js';
import { MessagesModule } from '../../src/messages/messages.module.js';

describe('the page of what would have been sent', () => {
  const controllersOf = (settings: Readonly<Record<string, string>>) =>
    MessagesModule.forWeb(loadEnvironment(settings, __dirname)).controllers ?? [];

  it('is there for a developer on their own machine', () => {
    expect(controllersOf({})).toHaveLength(2);
  });

  it.each([{ HOST: '0.0.0.0' }, { HOST: '::' }, { SMTP_URL: 'smtp://127.0.0.1:1025' }])(
    'is not there with %j, where others could read a code and sign in with it',
    (settings) => {
      expect(controllersOf(settings)).toEqual([]);
    },
  );
});
