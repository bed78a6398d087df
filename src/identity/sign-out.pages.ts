import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fieldError, goTo, Pages } from '../web/index.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { Cookies } from './cookies.http.js';
import { CurrentActor } from './current-actor.decorator.js';
import { ROLES } from './role.js';
import { OwnDevice } from './sign-in.dto.js';
import { seesOthers, SignIns } from './sign-ins.service.js';
import { Visits } from './visits.http.js';

/** How long a sign-in lasts: until the device is closed, for ninety days, or until somebody signs out. */
@ApiExcludeController()
@Controller()
export class SignOutPages {
  constructor(
    private readonly pages: Pages,
    private readonly visits: Visits,
    private readonly signIns: SignIns,
    private readonly cookies: Cookies,
  ) {}

  /** Whoever sees others' affairs is signed out soon on every device, so they are not asked. */
  @Get('sign-in/device')
  @Allow(...ROLES)
  askDevice(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (seesOthers(actor.roles) || !actor.isNewDevice) this.goOn(request, reply);
    else this.pages.render(reply, 'identity/sign-in-device', { value: '' });
  }

  @Post('sign-in/device')
  @Allow(...ROLES)
  async takeDevice(
    @CurrentActor() actor: Actor,
    @Body() { own_device: answer }: OwnDevice,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (answer !== 'yes' && answer !== 'no') {
      const errors = [fieldError('own_device', 'errors.sign-in.device')];
      this.pages.render(reply, 'identity/sign-in-device', { value: answer, errors });
      return;
    }
    const isOwnDevice = answer === 'yes';
    const started = await this.signIns.answerDevice(actor, isOwnDevice);
    await this.visits.arrive(reply, started, isOwnDevice);
    this.goOn(request, reply);
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

  private goOn(request: FastifyRequest, reply: FastifyReply): void {
    const next = this.cookies.nextOf(request);
    this.cookies.forgetNext(reply);
    goTo(reply, next === '' ? '/account' : next);
  }
}
