import { Injectable } from '@nestjs/common';
import { HostScheme } from '../identity/index.js';
import type { IsoDate } from '../shared/calendar.js';
import { Desk } from './desk.service.js';
import { type LinkView, PlaceLinks } from './place-links.service.js';

/** What a link shows, and the day it is for whoever looks. */
export interface ShownLink extends LinkView {
  readonly today: IsoDate;
}

/** Opens the one transaction of a link in a message, in the scheme whose pages these are. */
@Injectable()
export class LinkedPlaces {
  constructor(
    private readonly schemes: HostScheme,
    private readonly desk: Desk,
    private readonly links: PlaceLinks,
  ) {}

  async look(secret: string): Promise<ShownLink | undefined> {
    const scheme = await this.schemes.only();
    if (scheme === undefined) return undefined;
    return this.desk.look(scheme.id, async (view) => {
      const { today } = await this.desk.dayIn(view, scheme.id);
      const link = await this.links.look(view, scheme.id, secret);
      return link === undefined ? undefined : { ...link, today };
    });
  }

  /** False when the link does not work now. */
  async use(secret: string): Promise<boolean> {
    const scheme = await this.schemes.only();
    return scheme !== undefined && this.desk.act(scheme.id, (tx) => this.links.use(tx, scheme.id, secret));
  }
}
