import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { allowedOn } from './allow.decorator.js';
import type { Allowed } from './role.js';

/** One route of ours: where it is written, and whom it names. */
export interface RoutePolicy {
  readonly name: string;
  readonly allowed: readonly Allowed[] | undefined;
}

/** Walks every route when the service starts. A route that names nobody stops the start. */
@Injectable()
export class RoutePolicies implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const silent = this.all().filter(({ allowed }) => allowed === undefined);
    if (silent.length === 0) return;
    const names = silent.map(({ name }) => name).join(', ');
    throw new Error(`Nobody has said who may use ${names}. Write @Allow(...) on the route or its class.`);
  }

  /** Every route of every controller. */
  all(): readonly RoutePolicy[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => this.of(metatype));
  }

  private of(declaring: unknown): readonly RoutePolicy[] {
    if (!isClass(declaring)) return [];
    const { prototype } = declaring;
    return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
      const handler: unknown = Reflect.get(prototype, method);
      if (typeof handler !== 'function' || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
      return [{ name: `${declaring.name}.${method}`, allowed: allowedOn(handler, declaring) }];
    });
  }
}

/** A class as far as it is walked here. */
interface Declaring {
  readonly name: string;
  readonly prototype: object;
}

function isClass(value: unknown): value is Declaring {
  return typeof value === 'function';
}
