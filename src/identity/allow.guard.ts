import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { allowedOn } from './allow.decorator.js';

/** Stands before every route and lets nobody through whom the route does not name. */
@Injectable()
export class AllowGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const allowed = allowedOn(context.getHandler(), context.getClass());
    if (allowed === undefined) throw new ForbiddenException();
    if (allowed.includes('anyone')) return true;
    throw new UnauthorizedException();
  }
}
