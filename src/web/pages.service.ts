import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { FieldErrors } from './field-errors.js';
import type { Frame, Typed } from './frame.js';
import { Frames } from './frames.service.js';
import { Templates } from './templates.js';

/** What a view is given. Every view also has `frame`, `path`, `back`, `errors` and the function `t`. */
export interface PageModel {
  readonly [name: string]: unknown;
  /** What is wrong with what was sent: puts a summary at the top and "Error: " into the title. */
  readonly errors?: FieldErrors;
  /** Where the back link leads; without one there is none. */
  readonly back?: string;
  /** The page's own address and its frame are given to every view: nothing else goes by their names. */
  readonly path?: never;
  readonly frame?: never;
}

export interface PageOptions {
  /** 200 when not given, and 422 when the model has errors. */
  readonly status?: number;
  /** False for a page that the browser may not keep. One for somebody signed in is never kept. */
  readonly kept?: boolean;
}

let compiled: Templates | undefined;

/** Sends pages: a view of a room inside the frame that every page has. */
@Injectable()
export class Pages {
  readonly #templates = (compiled ??= new Templates());

  constructor(private readonly frames: Frames) {}

  /**
   * What somebody had typed on the page of this request when their sign-in ended; nothing where nothing was kept. The fields
   * of components.njk take it by themselves; a page with controls of its own asks for it.
   */
  typedBefore(reply: FastifyReply): Typed | undefined {
    return this.frames.of(reply.request).typed;
  }

  /** Sends `room/view` to whoever asked. Pages for somebody signed in are never kept by the browser. */
  render(reply: FastifyReply, view: string, model: PageModel = {}, options: PageOptions = {}): void {
    const frame = this.frames.of(reply.request);
    const errors = model.errors ?? [];
    const context = { back: '', ...model, errors, frame, path: pathOf(reply.request.url) };
    const page = this.#templates.render(view, context, frame.typed);
    warnInTime(reply, frame, page);
    reply
      .status(options.status ?? (errors.length > 0 ? 422 : 200))
      .header('cache-control', frame.signedIn || options.kept === false ? 'no-store' : 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page);
  }
}

/** A page that is left alone gives way to the warning, unless something may have been typed on it. */
function warnInTime(reply: FastifyReply, { time }: Frame, page: string): void {
  if (time === undefined || hasForm(page) || reply.hasHeader('refresh')) return;
  const warning = `${time.warnAt}?from=${pathOf(reply.request.url)}`;
  reply.header('refresh', `${String(time.warnAfter)}; url=${warning}`);
}

/** True of a page on which something may have been typed; the form to sign out is on every page. */
function hasForm(page: string): boolean {
  return page.split('<form').length > 2;
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
