import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { DomainError } from '../shared/domain-error.js';
import { isId, type RegisterCheckId } from '../shared/ids.js';
import { type FieldError, fieldError, goTo, Pages } from '../web/index.js';
import { ChosenLists } from './chosen-lists.service.js';
import { LIST_CHOICES } from './list-choice.js';
import { checkModel } from './register-check.presenter.js';
import { RegisterChecksQueries } from './register-checks.queries.js';
import { savedPath } from './register-paths.js';
import { ChosenListBody } from './register.dto.js';
import { unknownRegister } from './registers.errors.js';

const LIST = '/staff/registers';

/** One thing about a register that staff look at. Where there are two lists, they say which one holds. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/registers/:id/check')
export class RegisterCheckPages {
  constructor(
    private readonly pages: Pages,
    private readonly checks: RegisterChecksQueries,
    private readonly lists: ChosenLists,
  ) {}

  @Get()
  async look(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(reply, actor, { id: checkId(id) });
  }

  @Post()
  async done(
    @CurrentActor() actor: Actor,
    @Param('id') text: string,
    @Body() { holds, version }: ChosenListBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = checkId(text);
    const choice = LIST_CHOICES.find((each) => each === holds);
    if (choice === undefined) {
      await this.show(reply, actor, { id, errors: [fieldError('holds', 'errors.register.list')] });
      return;
    }
    const { schemeId: scheme, personId, actorId, roles } = actor;
    const by = { personId, actorId, roles, channel: 'web' } as const;
    try {
      const held = await this.lists.hold({ scheme, check: id, choice, seen: Number(version), by });
      const back = held.kind === 'decided-before' ? `${LIST}/${id}/check` : LIST;
      goTo(reply, held.kind === 'saved' ? savedPath(held) : back);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'register-moved-on') throw error;
      await this.show(reply, actor, { id, errors: [fieldError('holds', 'errors.register.moved-on')] });
    }
  }

  private async show(
    reply: FastifyReply,
    { schemeId }: Actor,
    { id, errors = [] }: { readonly id: RegisterCheckId; readonly errors?: readonly FieldError[] },
  ): Promise<void> {
    const model = checkModel(await this.checks.show(schemeId, id));
    this.pages.render(reply, 'attendance/register-check', {
      ...model,
      errors,
      back: LIST,
    });
  }
}

function checkId(text: string): RegisterCheckId {
  if (!isId<RegisterCheckId>(text)) throw unknownRegister();
  return text;
}
