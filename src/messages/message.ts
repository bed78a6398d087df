import type { SchemeId } from '../shared/ids.js';

/** What can be sent now. Letters and calls are made by people. */
export type Channel = 'text' | 'email';

/** One message to one address. `subject` is for email; it says nothing about the person. */
export interface Message {
  readonly schemeId: SchemeId;
  readonly channel: Channel;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
}

/** Sends messages, or throws, so that the job is tried again. One that was not sure to arrive may be sent twice. */
export abstract class Messenger {
  abstract send(message: Message): Promise<void>;
}

const GSM_7 = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;

/** True when a text goes out as one: at most 160 characters, all of the alphabet that every phone has. */
export function fitsOneText(body: string): boolean {
  return body.length <= 160 && GSM_7.test(body);
}
