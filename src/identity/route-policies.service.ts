import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { FOR_SOMEBODY } from './acting-path.js';
import { tokenScopeOn } from './allow-token.decorator.js';
import { allowedOn } from './allow.decorator.js';
import type { TokenScope } from './api-scope.js';
import type { Allowed } from './role.js';

/** One route of ours: where it is written, and whom it names. */
export interface RoutePolicy {
  readonly name: string;
  /** Its address, such as `/account/name`. */
  readonly path: string;
  /** True of a route that answers a GET: of two with one address, the one that is looked at. */
  readonly isLookedAt: boolean;
  readonly allowed: readonly Allowed[] | undefined;
  /** The scope of a token that opens it; nothing for a route that takes none. */
  readonly scope: TokenScope | undefined;
  /** True of a route under `/api/v1`. */
  readonly isOfApi: boolean;
}

/** Walks every route when the service starts. A route that names nobody stops the start. */
@Injectable()
export class RoutePolicies implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const silent = this.named(({ allowed }) => allowed === undefined);
    if (silent !== '')
      throw new Error(`Nobody has said who may use ${silent}. Write @Allow(...) on the route or its class.`);
    const pages = this.named(({ scope, isOfApi }) => scope !== undefined && !isOfApi);
    if (pages !== '')
      throw new Error(
        `${pages} takes a token, but tokens open only routes of api/v1. Take @AllowToken away.`,
      );
  }

  /** Every route of every controller. */
  all(): readonly RoutePolicy[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => this.of(metatype));
  }

  private named(isMeant: (route: RoutePolicy) => boolean): string {
    const meant = this.all().filter(isMeant);
    return meant.map(({ name }) => name).join(', ');
  }

  private of(declaring: unknown): readonly RoutePolicy[] {
    if (!isClass(declaring)) return [];
    const { prototype } = declaring;
    return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
      const handler: unknown = Reflect.get(prototype, method);
      if (typeof handler !== 'function' || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
      return pathsOf(declaring, handler).map((path) => ({
        name: `${declaring.name}.${method}`,
        path,
        isLookedAt: Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.GET,
        allowed: path.startsWith(FOR_SOMEBODY) ? FOR_STAFF : allowedOn(handler, declaring),
        scope: tokenScopeOn(handler, declaring),
        isOfApi: path.startsWith('/api/v1'),
      }));
    });
  }
}

/** Where staff do for somebody what that person does alone, `ActingGuard` lets through nobody else. */
const FOR_STAFF: readonly Allowed[] = ['staff'];

/** Its address, or its two where staff open it for somebody as well. */
function pathsOf(declaring: object, handler: object): readonly string[] {
  return partsOf(declaring).map((above) => {
    const parts = [above, ...partsOf(handler)].flatMap((each) => each.split('/'));
    return `/${parts.filter((part) => part !== '').join('/')}`;
  });
}

function partsOf(declared: object): readonly string[] {
  const paths: unknown = Reflect.getMetadata(PATH_METADATA, declared);
  return [paths].flat().map(String);
}

/** A class as far as it is walked here. */
interface Declaring {
  readonly name: string;
  readonly prototype: object;
}

function isClass(value: unknown): value is Declaring {
  return typeof value === 'function';
}
