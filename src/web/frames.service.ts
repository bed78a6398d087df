import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Environment } from '../config/index.js';
import type { Frame, FrameSource, WayToHelp } from './frame.js';
import { dialled } from './telephone.js';
import { t } from './words.js';

/** Collects what the rooms know about the frame: who is signed in, where they may go, their form token. */
@Injectable()
export class Frames {
  readonly #sources: FrameSource[] = [];
  readonly #open: Frame;

  constructor(environment: Environment) {
    this.#open = { ...openFrame(), help: waysToHelp(environment), phone: environment.HELP_PHONE ?? '' };
  }

  /** Called once by each room that knows something, from its module's `onModuleInit`. */
  use(source: FrameSource): void {
    this.#sources.push(source);
  }

  of(request: FastifyRequest): Frame {
    return this.#sources.reduce<Frame>((frame, source) => ({ ...frame, ...source(request) }), this.#open);
  }
}

/** The frame for somebody of whom nothing is known. */
export function openFrame(): Frame {
  return {
    serviceName: t('frame.service'),
    navigation: [
      { href: '/', text: t('frame.home') },
      { href: '/help', text: t('frame.help') },
    ],
    signedIn: false,
    csrfToken: '',
    actingFor: '',
    actingHome: '',
    base: '',
    typed: undefined,
    time: undefined,
    help: [],
    phone: '',
  };
}

function waysToHelp({ HELP_PHONE, HELP_TEXT, HELP_HOURS, HELP_PLACE }: Environment): readonly WayToHelp[] {
  return [
    ...(HELP_PHONE === undefined
      ? []
      : [{ href: `tel:${dialled(HELP_PHONE)}`, text: t('help-block.call', { phone: HELP_PHONE }) }]),
    ...(HELP_TEXT === undefined
      ? []
      : [{ href: `sms:${dialled(HELP_TEXT)}`, text: t('help-block.text', { phone: HELP_TEXT }) }]),
    ...(HELP_HOURS === undefined ? [] : [{ href: '', text: t('help-block.hours', { hours: HELP_HOURS }) }]),
    ...(HELP_PLACE === undefined ? [] : [{ href: '', text: t('help-block.place', { place: HELP_PLACE }) }]),
  ];
}
