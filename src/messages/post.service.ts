import { type Message, Messenger } from './message.js';

/** Whatever sends on one channel. */
interface Adapter {
  send(message: Message): Promise<void>;
}

/** Hands each message to the adapter of its channel. */
export class Post extends Messenger {
  constructor(private readonly adapters: Readonly<Record<Message['channel'], Adapter | undefined>>) {
    super();
  }

  async send(message: Message): Promise<void> {
    const adapter = this.adapters[message.channel];
    if (adapter === undefined)
      throw new Error(`No setting says how a message by ${message.channel} is sent: see .env.example.`);
    await adapter.send(message);
  }
}
