export { type FieldError, type FieldErrors, fieldError } from './field-errors.js';
export type { Frame, FrameSource, NavigationLink } from './frame.js';
export { Frames } from './frames.service.js';
export { type PageModel, type PageOptions, Pages } from './pages.service.js';
export { say, t, type WordKey, type WordValues } from './words.js';
