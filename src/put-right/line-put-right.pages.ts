import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import {
  type EntryId,
  newId,
  type ParticipantId,
  parseId,
  type PersonId,
  type PutRightId,
} from '../shared/ids.js';
import { type FieldError, goTo, Pages } from '../web/index.js';
import { PutRightForm } from './put-right-form.dto.js';
import { readLine } from './put-right-form.js';
import {
  effectOf,
  errorsOf,
  galaxiesPath,
  lineBox,
  lineChoices,
  secondOptions,
  usualSentence,
  WAITING,
  whoseFor,
} from './put-right.presenter.js';
import { PuttingRight } from './putting-right.service.js';
import { type TheirLine, TheirLinesQueries } from './their-lines.queries.js';

/** What the address names; a person who is not there does not come so far. */
interface LinePath {
  readonly person: string;
  readonly entry: string;
}

/** Staff put a line right: the effect and the sentence come before anything happens. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/people/:person/galaxies/:entry/put-right')
export class LinePutRightPages {
  constructor(
    private readonly pages: Pages,
    private readonly lines: TheirLinesQueries,
    private readonly putting: PuttingRight,
  ) {}

  @Get()
  async ask(
    @CurrentActor() actor: Actor,
    @Param() path: LinePath,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const person = parseId<PersonId>(path.person);
    const line = await this.line(actor, path);
    if (!lineChoices(line, person === actor.personId).start) {
      goTo(reply, `${galaxiesPath(person)}/${line.why.line.entryId}`);
      return;
    }
    const empty = { id: newId<PutRightId>(), what_is_wrong: '', keep: 'yes', reason: '', second_person: '' };
    this.show(reply, person, { line, typed: { ...empty, sentence: usualSentence(line.why) }, errors: [] });
  }

  @Post()
  async take(
    @CurrentActor() actor: Actor,
    @Param() path: LinePath,
    @Body() typed: PutRightForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const person = parseId<ParticipantId>(path.person);
    const line = await this.line(actor, path);
    const about = { id: parseId<PutRightId>(typed.id), person, entry: line.why.line.entryId };
    const read = readLine(typed, about, line.seconds);
    if (!('keep' in read)) {
      this.show(reply, person, { line, typed, errors: errorsOf(read, line.name) });
      return;
    }
    await this.putting.ask(actor, read);
    goTo(reply, `${WAITING}/${about.id}`);
  }

  private line(actor: Actor, { person, entry }: LinePath): Promise<TheirLine> {
    return this.lines.one(whoseFor(actor, parseId<PersonId>(person)), parseId<EntryId>(entry));
  }

  private show(reply: FastifyReply, person: PersonId, { line, typed, errors }: Shown): void {
    const { name, why, toUse, given = 0, seconds } = line;
    const path = `${galaxiesPath(person)}/${why.line.entryId}`;
    const story = why.line.transfers.map(({ id }) => why.stories.get(id)).find((each) => each !== undefined);
    this.pages.render(reply, 'put-right/form', {
      name,
      typed,
      errors,
      line: lineBox(why),
      keeps: effectOf(name, toUse, 0).join(' '),
      takes: effectOf(name, toUse, -given).join(' '),
      seconds: secondOptions(seconds),
      register: story?.kind === 'attendance' ? `/leader/dates/${story.sessionId}/register` : '',
      action: `${path}/put-right`,
      back: path,
    });
  }
}

interface Shown {
  readonly line: TheirLine;
  readonly typed: PutRightForm;
  readonly errors: readonly FieldError[];
}
