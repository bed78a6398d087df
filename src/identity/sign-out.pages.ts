import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { fieldError, goTo, Pages } from '../web/index.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { actorOf, CurrentActor } from './current-actor.decorator.js';
import { Onward } from './onward.http.js';
import { OwnDevice } from './sign-in.dto.js';
import { seesOthers } from './second-factor.js';
import { SignIns, type Started } from './sign-ins.service.js';
import { Visits } from './visits.http.js';

/** How long a sign-in lasts: until the device is closed, for ninety days, or until somebody signs out. */
@ApiExcludeController()
@Controller()
export class SignOutPages {
  constructor(
    private readonly pages: Pages,
    private readonly visits: Visits,
    private readonly signIns: SignIns,
    private readonly onward: Onward,
  ) {}

  /** Asked once on each device. Whoever sees others' affairs is signed out soon on every device, so they are not asked. */
  @Get('sign-in/device')
  @Allow('signed-in')
  askDevice(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): void {
    if (seesOthers(actor.roles) || actor.waitingRoles.length > 0 || !actor.isNewDevice)
      this.goOn(actor, reply);
    else this.pages.render(reply, 'identity/sign-in-device', { value: '' });
  }

  /** Whoever taps twice sends it a second time with the cookie that the first has replaced; they are let in all the same. */
  @Post('sign-in/device')
  @Allow('anyone')
  async takeDevice(@Body() { own_device: answer }: OwnDevice, @Res() reply: FastifyReply): Promise<void> {
    const actor = actorOf(reply.request);
    if (actor !== undefined && answer !== 'yes' && answer !== 'no') {
      const errors = [fieldError('own_device', 'errors.sign-in.device')];
      this.pages.render(reply, 'identity/sign-in-device', { value: answer, errors });
      return;
    }
    const device = this.visits.deviceOf(reply.request);
    const started = await this.answered(reply, actor, answer === 'yes', device);
    if (started === undefined) {
      goTo(reply, '/sign-in');
      return;
    }
    await this.visits.arrive(reply, started, device);
    if (actor === undefined) this.onward.go(reply);
    else this.goOn(actor, reply);
  }

  @Post('sign-out')
  @Allow('anyone')
  async signOut(@Res() reply: FastifyReply): Promise<void> {
    await this.visits.leave(reply);
    goTo(reply, '/signed-out');
  }

  @Get('signed-out')
  @Allow('anyone')
  showSignedOut(@Res() reply: FastifyReply): void {
    this.pages.render(reply, 'identity/signed-out', {}, { kept: false });
  }

  /** Two that come at the same moment are like two in a row: the second finds that its sign-in was replaced. */
  private async answered(
    { request }: FastifyReply,
    actor: Actor | undefined,
    isOwn: boolean,
    device: string,
  ): Promise<Started | undefined> {
    const again = async () => this.signIns.answerDeviceAgain(await this.visits.of(request), isOwn, device);
    if (actor === undefined) return again();
    try {
      return await this.signIns.answerDevice(actor, isOwn, device);
    } catch (error) {
      const started = await again();
      if (started === undefined) throw error;
      return started;
    }
  }

  /** A role that waits for its second factor is asked for it now. */
  private goOn({ waitingRoles }: Actor, reply: FastifyReply): void {
    if (waitingRoles.length > 0) goTo(reply, '/sign-in/second');
    else this.onward.go(reply);
  }
}
