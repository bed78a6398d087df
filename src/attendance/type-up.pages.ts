import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { newId, type SessionId } from '../shared/ids.js';
import { type FieldError, goTo, Pages } from '../web/index.js';
import { PaperLists } from './paper-lists.service.js';
import { savedPath, TYPE_UP } from './register-paths.js';
import { TypedPaper } from './type-up.dto.js';
import { chosenOf, decidedOf, paperErrors, paperModel, type Shown, undecided } from './type-up.presenter.js';

/** Typing up a list that was filled in on paper: the numbers first, then the names they stand for. */
@ApiExcludeController()
@Allow('staff')
@Controller(TYPE_UP)
export class TypeUpPages {
  constructor(
    private readonly pages: Pages,
    private readonly papers: PaperLists,
  ) {}

  @Get()
  ask(@Res() reply: FastifyReply): void {
    this.render(reply, new TypedPaper(), []);
  }

  @Post()
  async take(
    @CurrentActor() actor: Actor,
    @Body() typed: TypedPaper,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (typed.do === 'change') {
      this.render(reply, typed, []);
      return;
    }
    const paper = await this.papers.read(actor, typed, chosenOf(typed));
    if ('faults' in paper) {
      this.render(reply, typed, paperErrors(paper));
      return;
    }
    const isPaperAlone = typed.do === 'paper-alone';
    if (typed.do !== 'save' && !isPaperAlone) {
      this.check(reply, { paper, typed, key: newId<SessionId>(), errors: [] });
      return;
    }
    const errors = undecided(paper, typed, isPaperAlone);
    if (errors.length > 0) {
      this.check(reply, { paper, typed, key: typed.key, errors });
      return;
    }
    const saved = await this.papers.save(actor, paper, { ...decidedOf(paper, typed), isPaperAlone });
    if (saved.kind === 'saved') goTo(reply, savedPath(saved));
  }

  private check(reply: FastifyReply, shown: Shown): void {
    this.pages.render(reply, 'attendance/type-up-check', {
      ...paperModel(shown),
      back: TYPE_UP,
    });
  }

  private render(reply: FastifyReply, typed: TypedPaper, errors: readonly FieldError[]): void {
    this.pages.render(reply, 'attendance/type-up', {
      typed,
      errors,
      back: '/staff/registers',
    });
  }
}
