import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../shared/domain-error.js';
import type { PersonId } from '../shared/ids.js';
import { type FieldError, fieldError, goTo, Pages } from '../web/index.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { CurrentActor } from './current-actor.decorator.js';
import type { Role } from './role.js';
import { type FoundPerson, RoleGrantsQueries } from './role-grants.queries.js';
import { RoleGrants } from './role-grants.service.js';
import { NewRole } from './roles.dto.js';

/** Roles that are given. Whoever has accounts is a participant without being given anything. */
const GIVEN: readonly Role[] = ['leader', 'staff', 'administrator', 'supervisor'];

interface Shown {
  readonly value: NewRole;
  readonly found?: readonly FoundPerson[];
  readonly errors?: readonly FieldError[];
}

/** Asking for a role for somebody. */
@ApiExcludeController()
@Allow('administrator')
@Controller('admin/roles/new')
export class RoleNewPages {
  constructor(
    private readonly pages: Pages,
    private readonly grants: RoleGrants,
    private readonly queries: RoleGrantsQueries,
  ) {}

  @Get()
  askFor(@Res() reply: FastifyReply): void {
    this.show(reply, { value: new NewRole() });
  }

  @Post()
  async take(
    @CurrentActor() actor: Actor,
    @Body() value: NewRole,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.queries.find(actor.schemeId, value.person);
    const person = chosenOf(found, value);
    const role = GIVEN.find((each) => each === value.role);
    const errors = [...personErrors(found, value), ...(role === undefined ? [CHOOSE] : [])];
    if (person === undefined || role === undefined || errors.length > 0)
      this.show(reply, { value, found, errors });
    else if (await this.isAsked(actor, person, role)) goTo(reply, '/admin/roles');
    else this.show(reply, { value, found, errors: [fieldError('role', 'roles.error.there')] });
  }

  /** False when they have it, or it is asked for already. */
  private async isAsked(actor: Actor, person: PersonId, role: Role): Promise<boolean> {
    try {
      await this.grants.ask(actor, person, role);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'role-there') return false;
      throw error;
    }
  }

  private show(reply: FastifyReply, { value, found = [], errors = [] }: Shown): void {
    const several = found.length > 1 ? found : [];
    const model = { value, several, given: GIVEN, errors, back: '/admin/roles' };
    this.pages.render(reply, 'identity/role-new', model);
  }
}

const CHOOSE = fieldError('role', 'roles.error.role');

/** The only one who was found, or the one of several that was chosen. */
function chosenOf(found: readonly FoundPerson[], { chosen }: NewRole): PersonId | undefined {
  return found.length === 1 ? found[0]?.id : found.find(({ id }) => id === chosen)?.id;
}

function personErrors(found: readonly FoundPerson[], value: NewRole): readonly FieldError[] {
  if (found.length === 0) return [fieldError('person', 'errors.person.none')];
  if (chosenOf(found, value) !== undefined) return [];
  return [fieldError('chosen', 'errors.person.many', { count: found.length, name: value.person.trim() })];
}
