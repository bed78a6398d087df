import { Body, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { CurrentActing, ForPeople, pathFor } from '../identity/index.js';
import { PeopleQueries } from '../participants/index.js';
import { dayInWords } from '../shared/day-words.js';
import { type EntryId, parseId } from '../shared/ids.js';
import { type FieldError, fieldError, goTo, Pages, t } from '../web/index.js';
import { NewQuestionForm } from './me.dto.js';
import { LONGEST_WORDS, type ReplyBy, usualFor, waysTo } from './question.js';
import { Questions } from './questions.service.js';
import { dayOf } from './why.presenter.js';
import { type Why, WhyQueries } from './why.queries.js';

interface Typed {
  /** The ways in which they can be reached. */
  readonly ways: readonly ReplyBy[];
  readonly words: string;
  readonly replyBy: string;
  readonly errors?: readonly FieldError[];
}

/** Says that a line does not look right. */
@ForPeople('me/entries/:id/not-right')
export class NotRightPages {
  constructor(
    private readonly pages: Pages,
    private readonly reasons: WhyQueries,
    private readonly questions: Questions,
    private readonly people: PeopleQueries,
  ) {}

  @Get()
  async ask(
    @CurrentActing() acting: Acting,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { line } = await this.reasons.of(acting, parseId<EntryId>(id));
    const person = await this.people.one(acting.schemeId, acting.personId);
    this.show(reply, acting, line.entryId, { ways: waysTo(person), words: '', replyBy: usualFor(person) });
  }

  @Post()
  async take(
    @CurrentActing() acting: Acting,
    @Param('id') id: string,
    @Body() { words, reply_by: typed }: NewQuestionForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const entry = parseId<EntryId>(id);
    const ways = waysTo(await this.people.one(acting.schemeId, acting.personId));
    const replyBy = ways.find((way) => way === typed);
    const tooMany = words.trim().length - LONGEST_WORDS;
    const why = await this.reasons.of(acting, entry);
    const other = otherThanAsked(why, { words, replyBy });
    if (replyBy === undefined || tooMany > 0 || other.length > 0) {
      const errors = [
        ...other,
        ...(tooMany > 0
          ? [fieldError('words', 'errors.text.long', { limit: LONGEST_WORDS, count: tooMany })]
          : []),
        ...(replyBy === undefined ? [fieldError('reply_by', 'errors.account.choose')] : []),
      ];
      this.show(reply, acting, entry, { ways, words, replyBy: typed, errors });
      return;
    }
    await this.questions.ask(acting, { entry, words, replyBy });
    goTo(reply, pathFor(acting, `/me/entries/${entry}/not-right/sent`));
  }

  @Get('sent')
  async sent(
    @CurrentActing() acting: Acting,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { questions, here, line } = await this.reasons.of(acting, parseId<EntryId>(id));
    const open = questions.find(({ answer }) => answer === undefined);
    if (open === undefined) {
      goTo(reply, pathFor(acting, `/me/entries/${line.entryId}`));
      return;
    }
    this.pages.render(reply, 'accounts/not-right-sent', {
      day: dayInWords(open.lookBy, here.today),
      many: here.many,
    });
  }

  private show(
    reply: FastifyReply,
    acting: Acting,
    entry: EntryId,
    { ways, words, replyBy, errors = [] }: Typed,
  ): void {
    const path = pathFor(acting, `/me/entries/${entry}`);
    this.pages.render(reply, 'accounts/not-right', {
      action: `${path}/not-right`,
      back: path,
      words,
      hint: t(ways.includes('phone') ? 'me.not-right.words-hint' : 'me.not-right.words-hint-no-phone'),
      replies: ways.map((value) => ({ value, text: t(`me.not-right.${value}`) })),
      replyBy,
      errors,
    });
  }
}

/** What they asked already waits for staff and stays as it is: whoever would change it reads so, and nothing is dropped unsaid. */
function otherThanAsked(
  { questions, here }: Why,
  { words, replyBy }: { readonly words: string; readonly replyBy: ReplyBy | undefined },
): readonly FieldError[] {
  const open = questions.find(({ answer }) => answer === undefined);
  if (open === undefined || replyBy === undefined) return [];
  const isSame = lines(words) === lines(open.words ?? '') && replyBy === open.replyBy;
  if (isSame) return [];
  const [day, by] = [dayOf(open.askedAt, here), dayInWords(open.lookBy, here.today)];
  return [fieldError('words', 'me.not-right.asked-before', { day, by })];
}

/** However the lines of a text end. */
function lines(text: string): string {
  return text.trim().replaceAll('\r\n', '\n');
}
