export { type Channel, fitsOneText, type Message, Messenger } from './message.js';
