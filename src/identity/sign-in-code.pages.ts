import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FieldError, fieldError, goTo, Pages } from '../web/index.js';
import { Allow } from './allow.decorator.js';
import { isSecret } from './secret.js';
import { TypedCode } from './sign-in.dto.js';
import { type Checked, SignInCodes } from './sign-in-codes.service.js';
import { Visits } from './visits.http.js';

/** The last step: the code, or the link with its one button. Looking at a link signs nobody in. */
@ApiExcludeController()
@Allow('anyone')
@Controller('sign-in')
export class SignInCodePages {
  constructor(
    private readonly pages: Pages,
    private readonly visits: Visits,
    private readonly codes: SignInCodes,
  ) {}

  @Get('code')
  askCode(@Res() reply: FastifyReply): void {
    this.showCode(reply, '', []);
  }

  @Post('code')
  async takeCode(
    @Body() { code }: TypedCode,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const digits = code.replace(/[\s-]/g, '');
    if (!/^\d{6}$/.test(digits)) {
      this.showCode(reply, code, [fieldError('code', 'errors.code.format')]);
      return;
    }
    const checked = await this.codes.check(await this.visits.of(request), digits);
    if (checked.outcome === 'in') await this.goIn(reply, checked);
    else if (checked.outcome === 'wait') this.askToWait(reply, code, checked.seconds);
    else this.showCode(reply, code, [whatIsWrong(checked)]);
  }

  @Get('l/:token')
  showLink(@Res() reply: FastifyReply, @Req() { url }: FastifyRequest): void {
    this.visits.greet(reply.request, reply);
    this.pages.render(reply, 'identity/sign-in-link', { action: url.split('?', 1)[0] }, { kept: false });
  }

  @Post('l/:token')
  async takeLink(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = await this.visits.of(request);
    const checked = isSecret(token) ? await this.codes.follow(visit, token) : undefined;
    if (checked?.outcome === 'in') await this.goIn(reply, checked);
    else this.pages.render(reply, 'identity/sign-in-link-used', {}, { kept: false, status: 410 });
  }

  private async goIn(reply: FastifyReply, { started }: Extract<Checked, { outcome: 'in' }>): Promise<void> {
    await this.visits.arrive(reply, started);
    goTo(reply, '/sign-in/device');
  }

  private askToWait(reply: FastifyReply, value: string, seconds: number): void {
    reply.header('retry-after', String(seconds));
    this.showCode(reply, value, [fieldError('code', 'errors.code.wait', { count: seconds })], 429);
  }

  private showCode(reply: FastifyReply, value: string, errors: readonly FieldError[], status?: number): void {
    this.visits.greet(reply.request, reply);
    const options = { kept: false, ...(status !== undefined && { status }) };
    this.pages.render(reply, 'identity/sign-in-code', { value, errors, back: '/sign-in' }, options);
  }
}

function whatIsWrong(checked: Exclude<Checked, { outcome: 'in' | 'wait' }>): FieldError {
  return checked.outcome === 'wrong' && checked.triesLeft > 0
    ? fieldError('code', 'errors.code.wrong', { count: checked.triesLeft })
    : fieldError('code', 'errors.code.old');
}
