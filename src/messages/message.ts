import type { SchemeId } from '../shared/ids.js';

/** What can be sent by a machine. Letters and calls are made by people. */
export type Channel = 'text' | 'email';

/** One message to one address. `subject` is for email; it says nothing about the person. */
export interface Message {
  readonly schemeId: SchemeId;
  readonly channel: Channel;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
  /** The same when the same message is sent again, so that whoever takes it can tell. */
  readonly reference: string;
}

/** Sends messages, or throws, so that the job is tried again. One that was not sure to arrive may be sent twice. */
export abstract class Messenger {
  abstract send(message: Message): Promise<void>;
}
