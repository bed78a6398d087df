export { onePage, type OnePage, positionOf } from './cursor.js';
export {
  IfMatch,
  isKnown,
  isSeen,
  mustBeSeen,
  SEEN,
  seenBy,
  tagOf,
  tagOfVersion,
  textUnlessKnown,
} from './etag.js';
export { tooManyRequests } from './edge-refusal.js';
export { type FieldError, type FieldErrors, fieldError } from './field-errors.js';
export type { Frame, FrameSource, FrameTime, NavigationLink, Typed } from './frame.js';
export { Frames } from './frames.service.js';
export { goTo } from './go-to.js';
export { Keyed, Sent, Unkeyed } from './keyed.decorator.js';
export { type Answer, type Caller, Once } from './once.service.js';
export { type PageModel, type PageOptions, Pages } from './pages.service.js';
export { Problems } from './problems.decorator.js';
export type { SentOnce } from './sent-once.js';
export { OWN_SCRIPTS } from './security.js';
export { inGroups } from './telephone.js';
export { say, t, type WordKey, type WordValues } from './words.js';
export { type Worker, type WorkLine, WorkLines, type WorkSource } from './work-lines.service.js';
