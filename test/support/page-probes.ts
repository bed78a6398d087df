import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { join } from 'node:path';
import { Allow } from '../../src/identity/index.js';
import { DomainError, type Refusal } from '../../src/shared/domain-error.js';
import { type FieldErrors, fieldError } from '../../src/web/field-errors.js';
import { Frames } from '../../src/web/frames.service.js';
import { Templates } from '../../src/web/templates.js';

const SPECIMENS = join(__dirname, 'specimens');

/** Pages that fail in every way a page can, and one that shows every part. They exist in tests only. */
@ApiExcludeController()
@Allow('anyone')
@Controller('probe')
export class PageProbeController {
  readonly #templates = new Templates([SPECIMENS]);

  constructor(private readonly frames: Frames) {}

  @Get('forbidden')
  forbidden(): never {
    throw refusal('forbidden', 'This is not open to you, Jo Bloggs.');
  }

  @Get('missing')
  missing(): never {
    throw refusal('missing', 'There is no such person as Jo Bloggs.');
  }

  @Get('conflict')
  conflict(): never {
    throw refusal('conflict', 'This has changed since you opened it. Ailsa approved it at 9.04am.');
  }

  @Get('fail')
  fail(): never {
    throw new Error('the reason is secret');
  }

  @Get('away')
  away(): never {
    throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.9:5432'), { code: 'ECONNREFUSED' });
  }

  @Get('parts')
  parts(@Res() reply: FastifyReply): void {
    this.show(reply, []);
  }

  /** The same with an error on each control, as somebody signed in who acts for another sees it. */
  @Get('parts/wrong')
  wrong(@Res() reply: FastifyReply): void {
    this.show(reply, [
      fieldError('email', 'errors.email.format'),
      fieldError('code', 'errors.code.wrong', { count: 9 }),
      fieldError('how', 'errors.code.old'),
      fieldError('formats', 'errors.link.used'),
      fieldError('note', 'errors.text.long', { limit: 500, count: 20 }),
      fieldError('role', 'errors.duplicate'),
    ]);
  }

  private show(reply: FastifyReply, errors: FieldErrors): void {
    const wrong = errors.length > 0;
    const frame = {
      ...this.frames.of(reply.request),
      signedIn: wrong,
      csrfToken: 'x',
      actingFor: wrong ? 'Sam' : '',
    };
    const page = this.#templates.render('probe/parts', {
      frame,
      errors,
      typed: wrong ? 'sam@' : '',
      back: '/',
      path: '/probe/parts',
    });
    reply
      .status(wrong ? 422 : 200)
      .type('text/html; charset=utf-8')
      .send(page);
  }
}

function refusal(kind: Refusal, detail: string): DomainError {
  return new DomainError('probed', kind, detail);
}
