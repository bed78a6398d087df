import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { dayInWords } from '../shared/day-words.js';
import { type ContributionId, newId, parseId, type ParticipantId, type SessionId } from '../shared/ids.js';
import { goTo, Pages, t } from '../web/index.js';
import { SaidQuery, ThanksForm } from './helped.dto.js';
import { type Thankable, ThanksQueries, type ThanksPage } from './thanks.queries.js';
import { LeaderThanks } from './leader-thanks.service.js';

/** A leader says thanks to somebody for a date of theirs: open the page, press the name. */
@ApiExcludeController()
@Allow('leader')
@Controller('leader/dates/:id/thanks')
export class ThanksPages {
  constructor(
    private readonly pages: Pages,
    private readonly queries: ThanksQueries,
    private readonly thanks: LeaderThanks,
  ) {}

  @Get()
  async show(
    @CurrentActor() { schemeId, personId }: Actor,
    @Param('id') id: string,
    @Query() { said }: SaidQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const just = said === undefined ? undefined : parseId<ContributionId>(said);
    const page = await this.queries.of(schemeId, personId, parseId<SessionId>(id), just);
    this.pages.render(reply, 'contributions/thanks', viewOf(page));
  }

  @Post()
  async say(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() form: ThanksForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = parseId<SessionId>(id);
    const thanks = { scheme: actor.schemeId, session, id: parseId<ContributionId>(form.id), by: actor };
    await this.thanks.say({ ...thanks, person: parseId<ParticipantId>(form.person) });
    goTo(reply, `/leader/dates/${session}/thanks?said=${form.id}`);
  }
}

function viewOf({ sessionId, activityName, gives, people, said, words, ...when }: ThanksPage) {
  const unit = (count: number): string => (count === 1 ? words.one : words.many);
  return {
    action: `/leader/dates/${sessionId}/thanks`,
    lead: t('thanks.lead', { activity: activityName, day: dayInWords(when.occursOn, when.today) }),
    hint: gives === undefined ? '' : t('thanks.hint', { count: gives, unit: unit(gives) }),
    said:
      said === undefined
        ? ''
        : t('thanks.done.text', { name: said.name, count: said.galaxies, unit: unit(said.galaxies) }),
    back: '/leader',
    register: `/leader/dates/${sessionId}/register`,
    people: people.map((one) => ({
      person: one.id,
      id: newId<ContributionId>(),
      text: t(wordsFor(one), { name: one.name }),
      isThanked: one.isThanked,
      before: one.wasPutRight ? t('thanks.put-right', { name: one.name }) : '',
    })),
  };
}

function wordsFor({ isThanked, wasPutRight }: Thankable) {
  if (isThanked) return 'thanks.thanked';
  return wasPutRight ? 'thanks.again' : 'thanks.button';
}
