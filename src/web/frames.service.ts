import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Frame, FrameSource } from './frame.js';
import { t } from './words.js';

/** Collects what the rooms know about the frame: who is signed in, where they may go, their form token. */
@Injectable()
export class Frames {
  readonly #sources: FrameSource[] = [];

  /** Called once by each room that knows something, from its module's `onModuleInit`. */
  use(source: FrameSource): void {
    this.#sources.push(source);
  }

  of(request: FastifyRequest): Frame {
    return this.#sources.reduce<Frame>((frame, source) => ({ ...frame, ...source(request) }), openFrame());
  }
}

/** The frame for somebody of whom nothing is known. */
export function openFrame(): Frame {
  return {
    serviceName: t('frame.service'),
    navigation: [
      { href: '/', text: t('frame.home') },
      { href: '/help', text: t('frame.help') },
      { href: '/privacy', text: t('frame.privacy') },
    ],
    signedIn: false,
    csrfToken: '',
    actingFor: '',
  };
}
