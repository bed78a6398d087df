import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Environment } from '../config/index.js';

/** Where our own pages are, as a browser says it: `https://orbit.example.org`. */
@Injectable()
export class OwnOrigin {
  constructor(private readonly environment: Environment) {}

  /** What the settings say; without a setting the address that the request was sent to. */
  of({ headers }: FastifyRequest): string {
    const { PUBLIC_URL } = this.environment;
    return new URL(PUBLIC_URL ?? `http://${headers.host ?? 'localhost'}`).origin;
  }
}
