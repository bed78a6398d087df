import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { newId, type SessionId } from '../shared/ids.js';
import { type FieldError, goTo, Pages } from '../web/index.js';
import { PaperLists, type ReadPaper } from './paper-lists.service.js';
import { savedPath, TYPE_UP } from './register-paths.js';
import { TypedPaper } from './type-up.dto.js';
import { chosenOf, decidedOf, paperErrors, paperModel, type Shown, undecided } from './type-up.presenter.js';
import { inDoubt } from './written-names.presenter.js';
import { isNamedSince } from './registers.errors.js';

/** The page with the names as it was sent, and whether the paper takes the place of the register. */
interface Sent {
  readonly typed: TypedPaper;
  readonly isPaperAlone: boolean;
}

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
    if (errors.length > 0 || !(await this.isSaved(reply, actor, { paper, typed, isPaperAlone })))
      await this.askAgain(reply, actor, { typed, isPaperAlone });
  }

  /** Nothing is saved while somebody on it is said to be new, whom another list put on the register meanwhile. */
  private async isSaved(
    reply: FastifyReply,
    actor: Actor,
    { paper, typed, isPaperAlone }: Sent & { readonly paper: ReadPaper },
  ): Promise<boolean> {
    try {
      const saved = await this.papers.save(actor, paper, { ...decidedOf(paper, typed), isPaperAlone });
      if (saved.kind === 'saved') goTo(reply, savedPath(saved));
      return true;
    } catch (error) {
      if (isNamedSince(error)) return false;
      throw error;
    }
  }

  /** The names as they stand by now, with all that was chosen and is not in doubt. */
  private async askAgain(reply: FastifyReply, actor: Actor, { typed, isPaperAlone }: Sent): Promise<void> {
    const now = await this.papers.read(actor, typed, chosenOf(typed));
    const open = 'faults' in now ? typed : inDoubt(now, typed);
    const paper = await this.papers.read(actor, open, chosenOf(open));
    if ('faults' in paper) {
      this.render(reply, typed, paperErrors(paper));
      return;
    }
    const errors = undecided(paper, open, isPaperAlone);
    this.check(reply, { paper, typed: open, key: typed.key, errors });
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
