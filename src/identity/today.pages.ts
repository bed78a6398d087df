import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { goTo } from '../web/index.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { CurrentActor } from './current-actor.decorator.js';
import { homeFor } from './home.js';

/** Leads everybody who is signed in to the page where their day begins. */
@ApiExcludeController()
@Allow('signed-in')
@Controller('today')
export class TodayPages {
  @Get()
  lead(@CurrentActor() { roles }: Actor, @Res() reply: FastifyReply): void {
    goTo(reply, homeFor(roles));
  }
}
