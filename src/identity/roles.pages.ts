import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../shared/domain-error.js';
import { type FieldError, fieldError, goTo, Pages, type WordKey } from '../web/index.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { CurrentActor } from './current-actor.decorator.js';
import { HostScheme } from './host-scheme.service.js';
import { RoleGrantsQueries } from './role-grants.queries.js';
import { RoleGrants } from './role-grants.service.js';
import { GrantPath, RolesPageQuery } from './roles.dto.js';
import { rolesPage } from './roles.presenter.js';

const HERE = '/admin/roles';

/** Who has which role, and what waits for a second administrator. Each step can be turned round until two agreed. */
@ApiExcludeController()
@Allow('administrator')
@Controller('admin/roles')
export class RolesPages {
  constructor(
    private readonly pages: Pages,
    private readonly schemes: HostScheme,
    private readonly grants: RoleGrants,
    private readonly queries: RoleGrantsQueries,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Query() { page }: RolesPageQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(reply, actor, [], /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1);
  }

  @Post(':grant/agree')
  async agree(
    @CurrentActor() actor: Actor,
    @Param() { grant }: GrantPath,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.step(reply, actor, () => this.grants.agree(actor, grant));
  }

  @Post(':grant/withdraw')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param() { grant }: GrantPath,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.step(reply, actor, () => this.grants.withdraw(actor, grant));
  }

  @Post(':grant/end')
  async askToEnd(
    @CurrentActor() actor: Actor,
    @Param() { grant }: GrantPath,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.step(reply, actor, () => this.grants.askToEnd(actor, grant));
  }

  @Post(':grant/agree-to-end')
  async agreeToEnd(
    @CurrentActor() actor: Actor,
    @Param() { grant }: GrantPath,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.step(reply, actor, () => this.grants.agreeToEnd(actor, grant));
  }

  @Post(':grant/keep')
  async keep(
    @CurrentActor() actor: Actor,
    @Param() { grant }: GrantPath,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.step(reply, actor, () => this.grants.keep(actor, grant));
  }

  /** What was refused is said at the top of the list as it is now. */
  private async step(reply: FastifyReply, actor: Actor, take: () => Promise<void>): Promise<void> {
    const key = await refusalOf(take);
    if (key === undefined) goTo(reply, HERE);
    else await this.show(reply, actor, [fieldError('waiting', key)]);
  }

  private async show(
    reply: FastifyReply,
    actor: Actor,
    errors: readonly FieldError[],
    asked = 1,
  ): Promise<void> {
    const { schemeId, personId } = actor;
    const scheme = await this.schemes.only();
    const grants = await this.queries.list(schemeId);
    const page = rolesPage(grants, { personId, timeZone: scheme?.timeZone ?? 'Europe/London' }, asked);
    this.pages.render(reply, 'identity/roles', { ...page, errors });
  }
}

const REFUSALS: ReadonlyMap<string, WordKey> = new Map<string, WordKey>([
  ['second-person', 'roles.error.second'],
  ['unknown-grant', 'roles.error.gone'],
]);

async function refusalOf(take: () => Promise<void>): Promise<WordKey | undefined> {
  try {
    await take();
    return undefined;
  } catch (error) {
    const key = error instanceof DomainError ? REFUSALS.get(error.code) : undefined;
    if (key === undefined) throw error;
    return key;
  }
}
