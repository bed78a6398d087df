export { fitsOneText } from './gsm.js';
export { type Channel, type Message, Messenger } from './message.js';
export { isMessageKind, MESSAGE_KINDS, type MessageKind, type MessageParts } from './message-kind.js';
export { TellingModule } from './telling.module.js';
export { tellingWords } from './telling.presenter.js';
export { type Telling, tellingOf } from './tellings.statements.js';
export { Messages, type NewMessage } from './messages.service.js';
