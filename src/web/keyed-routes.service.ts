import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { saysHowItIsKeyed } from './keyed.decorator.js';

const SAFE: readonly unknown[] = [RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS];

/** Walks every route when the service starts. One of the API that changes something and does not say what happens when it is sent twice stops the start. */
@Injectable()
export class KeyedRoutes implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const silent = this.discovery.getControllers().flatMap(({ metatype }) => this.silentOf(metatype));
    if (silent.length === 0) return;
    throw new Error(
      `Nobody has said what happens when ${silent.join(', ')} is sent twice. Write @Keyed(), or @Unkeyed('why').`,
    );
  }

  private silentOf(declaring: unknown): readonly string[] {
    if (typeof declaring !== 'function' || !isOfApi(Reflect.getMetadata(PATH_METADATA, declaring))) return [];
    const prototype: unknown = declaring.prototype;
    if (typeof prototype !== 'object' || prototype === null) return [];
    return this.scanner
      .getAllMethodNames(prototype)
      .filter((method) => changesSilently(Reflect.get(prototype, method)))
      .map((method) => `${declaring.name}.${method}`);
  }
}

function isOfApi(path: unknown): boolean {
  return [path].flat().some((one) => typeof one === 'string' && /^\/?api\/v1(\/|$)/.test(one));
}

function changesSilently(handler: unknown): boolean {
  if (typeof handler !== 'function' || !Reflect.hasMetadata(PATH_METADATA, handler)) return false;
  return !SAFE.includes(Reflect.getMetadata(METHOD_METADATA, handler)) && !saysHowItIsKeyed(handler);
}
