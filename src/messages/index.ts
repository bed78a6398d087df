export { fitsOneText } from './gsm.js';
export { type Channel, type Message, Messenger } from './message.js';
export { isMessageKind, MESSAGE_KINDS, type MessageKind, type MessageParts } from './message-kind.js';
export { TellingModule } from './telling.module.js';
export { Messages, type NewMessage } from './messages.service.js';
