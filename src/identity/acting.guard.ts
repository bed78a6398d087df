import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  NotFoundException,
  type OnModuleInit,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Audit } from '../audit/index.js';
import { PeopleQueries } from '../participants/index.js';
import { isId, type PersonId } from '../shared/ids.js';
import { Frames } from '../web/index.js';
import { baseOf, isForSomebody, readAsked } from './acting-path.js';
import type { Actor } from './actor.js';
import { actingOf, rememberActing } from './current-acting.decorator.js';
import { actorOf } from './current-actor.decorator.js';

const LOOKING = ['GET', 'HEAD'];

/**
 * Stands before every route whose address names a person (`:person`), after it is known who asks. Opening the page of
 * another is written down before it is shown. Where staff act for somebody, a person who is
 * not there is answered like one of another scheme.
 */
@Injectable()
export class ActingGuard implements CanActivate, OnModuleInit {
  constructor(
    private readonly audit: Audit,
    private readonly people: PeopleQueries,
    private readonly frames: Frames,
  ) {}

  /** Tells the frame of every page for whom it is. */
  onModuleInit(): void {
    this.frames.use((request) => {
      const here = actingOf(request);
      if (here === undefined) return {};
      const { acting, likedName } = here;
      return { base: baseOf(acting), actingFor: likedName, actingHome: `/staff/people/${acting.personId}` };
    });
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const named = paramOf(request, 'person');
    const actor = actorOf(request);
    if (named === undefined || actor === undefined) return true;
    if (!isId<PersonId>(named)) throw new NotFoundException();
    if (isForSomebody(request)) await this.actFor(request, actor, named);
    await this.noteLook(request, actor, named);
    return true;
  }

  private async actFor(request: FastifyRequest, actor: Actor, personId: PersonId): Promise<void> {
    const asked = readAsked(paramOf(request, 'asked') ?? '');
    const likedName = await this.people.likedName(actor.schemeId, personId);
    if (asked === undefined || likedName === undefined || personId === actor.personId)
      throw new NotFoundException();
    rememberActing(request, {
      acting: { schemeId: actor.schemeId, personId, doer: actor, asked },
      likedName,
    });
  }

  private async noteLook({ method }: FastifyRequest, actor: Actor, person: PersonId): Promise<void> {
    if (!LOOKING.includes(method)) return;
    const looking = { ...actor, channel: actor.tokenId === undefined ? 'web' : 'api' } as const;
    if (!(await this.audit.looked(actor.schemeId, looking, person))) throw new NotFoundException();
  }
}

function paramOf({ params }: FastifyRequest, name: string): string | undefined {
  const value: unknown = Reflect.get(Object(params), name);
  return typeof value === 'string' ? value : undefined;
}
