import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { fieldError, goTo, Pages } from '../web/index.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { CurrentActor } from './current-actor.decorator.js';
import { Onward } from './onward.http.js';
import { OwnDevice } from './sign-in.dto.js';
import { seesOthers } from './second-factor.js';
import { SignIns } from './sign-ins.service.js';
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

  @Post('sign-in/device')
  @Allow('signed-in')
  async takeDevice(
    @CurrentActor() actor: Actor,
    @Body() { own_device: answer }: OwnDevice,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (answer !== 'yes' && answer !== 'no') {
      const errors = [fieldError('own_device', 'errors.sign-in.device')];
      this.pages.render(reply, 'identity/sign-in-device', { value: answer, errors });
      return;
    }
    const device = this.visits.deviceOf(reply.request);
    const started = await this.signIns.answerDevice(actor, answer === 'yes', device);
    await this.visits.arrive(reply, started, device);
    this.goOn(actor, reply);
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

  /** A role that waits for its second factor is asked for it now. */
  private goOn({ waitingRoles }: Actor, reply: FastifyReply): void {
    if (waitingRoles.length > 0) goTo(reply, '/sign-in/second');
    else this.onward.go(reply);
  }
}
