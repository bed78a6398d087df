import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUkMobile, readEmail, readPhone } from '../participants/index.js';
import { type FieldError, fieldError, goTo, Pages, type WordKey } from '../web/index.js';
import { Allow } from './allow.decorator.js';
import { readCardCode } from './card-code.js';
import { Cookies } from './cookies.http.js';
import { HowToSignIn, TypedAddress } from './sign-in.dto.js';
import { type Checked, SignInCodes } from './sign-in-codes.service.js';
import { Visits } from './visits.http.js';

const WAYS = ['text', 'email', 'card'] as const;
type Way = (typeof WAYS)[number];

interface Shown {
  readonly errors?: readonly FieldError[];
  readonly value?: string;
  readonly status?: number;
}

/** The first two steps of signing in: how, and who. What they answer does not tell whether an address is known. */
@ApiExcludeController()
@Allow('anyone')
@Controller('sign-in')
export class SignInPages {
  constructor(
    private readonly pages: Pages,
    private readonly visits: Visits,
    private readonly codes: SignInCodes,
    private readonly cookies: Cookies,
  ) {}

  @Get()
  askHow(@Res() reply: FastifyReply): void {
    this.show(reply, 'how', { value: '' });
  }

  @Post()
  takeHow(@Body() { how }: HowToSignIn, @Res() reply: FastifyReply): void {
    if (isWay(how)) goTo(reply, `/sign-in/${how}`);
    else this.show(reply, 'how', { value: how, errors: [fieldError('how', 'errors.sign-in.how')] });
  }

  @Get(':way')
  askAddress(@Param('way') way: string, @Res() reply: FastifyReply): void {
    this.show(reply, wayOf(way), {});
  }

  @Post(':way')
  async takeAddress(
    @Param('way') name: string,
    @Body() { address }: TypedAddress,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const way = wayOf(name);
    const read = READERS[way](address);
    if (read === undefined) {
      this.show(reply, way, { value: address, errors: [fieldError('address', FORMATS[way])] });
      return;
    }
    const visit = await this.visits.of(request);
    if (way === 'card') await this.answerCard(reply, address, await this.codes.show(visit, read));
    else if ((await this.codes.ask(visit, way, read)) === 'asked') goTo(reply, '/sign-in/code');
    else this.show(reply, way, { value: address, ...TOO_OFTEN });
  }

  private async answerCard(reply: FastifyReply, typed: string, checked: Checked | 'too-many'): Promise<void> {
    if (checked === 'too-many') this.show(reply, 'card', { value: typed, ...TOO_OFTEN });
    else if (checked.outcome === 'in') {
      await this.visits.arrive(reply, checked.started);
      goTo(reply, '/sign-in/device');
    } else this.show(reply, 'card', { value: typed, errors: [fieldError('address', 'errors.card.wrong')] });
  }

  private show(reply: FastifyReply, step: 'how' | Way, { errors = [], value = '', status }: Shown): void {
    this.visits.greet(reply.request, reply);
    const view = step === 'how' ? 'identity/sign-in' : 'identity/sign-in-address';
    const back = step === 'how' ? '' : '/sign-in';
    const isAway = step === 'how' && this.cookies.keptKeyOf(reply.request) !== '';
    this.pages.render(
      reply,
      view,
      { step, value, errors, back, isAway },
      { kept: false, ...(status && { status }) },
    );
  }
}

const READERS: Readonly<Record<Way, (typed: string) => string | undefined>> = {
  text: (typed) => {
    const phone = readPhone(typed);
    return phone !== undefined && isUkMobile(phone) ? phone : undefined;
  },
  email: readEmail,
  card: readCardCode,
};

const FORMATS: Readonly<Record<Way, WordKey>> = {
  text: 'errors.phone.format',
  email: 'errors.email.format',
  card: 'errors.card.wrong',
};

const TOO_OFTEN: Shown = { status: 429, errors: [fieldError('address', 'problem.too-often.text')] };

function isWay(how: string): how is Way {
  return WAYS.some((way) => way === how);
}

function wayOf(name: string): Way {
  if (!isWay(name)) throw new NotFoundException();
  return name;
}
