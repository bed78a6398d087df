import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { type FieldError, fieldError, goTo, Pages } from '../web/index.js';
import type { Found } from './names.statements.js';
import { MOST_NEW } from './new-register.js';
import { RegisterForms } from './register-forms.queries.js';
import {
  droppedBy,
  filled,
  freshForm,
  outcomePressed,
  putBack,
  sessionOf,
  typedOf,
  withoutNew,
  withPerson,
} from './register-form.http.js';
import type { OpenedRegister } from './register-form.js';
import { RegisterFormBody } from './register.dto.js';
import { formErrors, foundItem, howPutOn, refusedAs, registerModel } from './register.presenter.js';
import { registerPath, savedPath } from './register-paths.js';
import { isNamedSince } from './registers.errors.js';
import { RegisterTaking, type SentForm } from './register-taking.service.js';
import {
  faultsOf,
  peopleOn,
  readFirstName,
  readHeads,
  saidOn,
  type TypedRegister,
} from './typed-register.js';

/** A register as it is opened, and what was typed into its form. */
interface Form {
  readonly opened: OpenedRegister;
  readonly typed: TypedRegister;
}

/** What is added to the view of a form. */
interface Shown {
  readonly errors?: readonly FieldError[];
  /** People whom a first name found, to choose from. */
  readonly found?: readonly Found[];
  readonly unfound?: string;
  /** True where that is the name of whoever looks. */
  readonly isOwn?: boolean;
  /** The version of the register up to which it is asked who that is; nothing where it is not asked. */
  readonly asked?: string;
}

/** The register of one session on one screen. Every button works without a script: what is typed goes along. */
@ApiExcludeController()
@Allow('leader', 'staff')
@Controller('leader/dates/:id/register')
export class RegisterPages {
  constructor(
    private readonly pages: Pages,
    private readonly forms: RegisterForms,
    private readonly taking: RegisterTaking,
  ) {}

  @Get()
  async show(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const before = putBack(this.pages.typedBefore(reply));
    const opened = await this.forms.open(actor, sessionOf(id), before && peopleOn(before));
    this.render(reply, opened, before ?? freshForm(opened));
  }

  @Post()
  async take(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: RegisterFormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedOf(body);
    const opened = await this.forms.open(actor, sessionOf(id), peopleOn(typed));
    const dropped = droppedBy(body.do);
    if (dropped !== undefined) {
      this.render(reply, opened, withoutNew(typed, dropped));
      return;
    }
    switch (body.do) {
      case 'fill':
        this.render(reply, opened, filled(opened, typed));
        return;
      case 'all-back':
        this.render(reply, opened, { ...typed, back: typed.out });
        return;
      case 'find':
        return this.find(reply, actor, { opened, typed });
      case 'choose':
        return this.choose(reply, actor, { opened, typed, chosen: body.chosen });
      case 'new':
        this.addNew(reply, opened, typed);
        return;
      default:
        return this.sendOrFind(reply, actor, { opened, typed, button: body.do, chosen: body.chosen });
    }
  }

  /** A name in the box is looked for before anything is saved, unless it is said who that is. */
  private async sendOrFind(
    reply: FastifyReply,
    actor: Actor,
    { chosen, button, ...form }: Form & { chosen: string; button: string },
  ): Promise<void> {
    const isSaid = form.typed.add.trim() === '' || (await this.isTicked(actor, form));
    if (isSaid) return this.save(reply, actor, { ...form, button });
    if (button !== 'save' || chosen === '') return this.find(reply, actor, form);
    return this.save(reply, actor, { ...(await this.added(actor, chosen, form)), button });
  }

  /** Whether everybody whom the name in the box was asked about is ticked on the list: that says who it is. */
  private async isTicked(actor: Actor, { opened, typed }: Form): Promise<boolean> {
    if (typed.asked === typed.version) return false;
    const said = saidOn(opened, { ...typed, newNames: [{ name: typed.add.trim(), seen: typed.version }] });
    const isAsked = (await this.taking.inDoubt(actor, { ...said, beside: [] })) !== undefined;
    return isAsked && (await this.taking.inDoubt(actor, said)) === undefined;
  }

  private async save(
    reply: FastifyReply,
    actor: Actor,
    { opened, typed, button }: Form & { button: string },
  ): Promise<void> {
    const outcome = outcomePressed(button);
    const said = saidOn(opened, typed);
    const people = said.ticks.length + said.newNames.length;
    const faults = faultsOf(typed, opened.list, { outcome, people });
    if (faults.length > 0) {
      this.render(reply, opened, typed, { errors: formErrors(faults, opened.list) });
      return;
    }
    const form: SentForm = {
      ...{ ...said, source: 'web', outcome },
      basedOn: Number(typed.version),
      headCountExtra: readHeads(typed.headCountExtra) ?? 0,
      countedOut: readHeads(typed.out),
      countedBack: readHeads(typed.back),
      note: typed.note.trim() === '' ? undefined : typed.note.trim(),
      askStaff: button === 'ask',
    };
    await this.send(reply, actor, { opened, typed, form });
  }

  /** A change that comes too late is shown again as it was typed, with a button that hands it to staff. */
  private async send(
    reply: FastifyReply,
    actor: Actor,
    { opened, typed, form }: Form & { form: SentForm },
  ): Promise<void> {
    const path = registerPath(opened.session.id);
    try {
      const saved = await this.taking.take(actor, form);
      goTo(reply, saved.kind === 'asked' ? `${path}/asked` : savedPath(saved));
    } catch (error) {
      if (isNamedSince(error) && (await this.askWho(reply, actor, opened, typed))) return;
      const key = refusedAs(error);
      if (key === undefined) throw error;
      this.render(reply, opened, typed, { errors: [fieldError('came', key)] });
    }
  }

  /**
   * A name that may be new no longer goes back into the box where it was typed, beside those whom it may mean; false when there
   * is none.
   */
  private async askWho(
    reply: FastifyReply,
    actor: Actor,
    { session }: OpenedRegister,
    typed: TypedRegister,
  ): Promise<boolean> {
    const opened = await this.forms.open(actor, session.id, peopleOn(typed));
    const inDoubt = await this.taking.inDoubt(actor, saidOn(opened, typed));
    if (inDoubt === undefined) return false;
    const { index, met } = inDoubt;
    const unfound = typed.newNames[index]?.name ?? '';
    const newNames = typed.newNames.filter((_, each) => each !== index);
    const errors = [
      fieldError('add', 'errors.register.named-since', { how: howPutOn(met[0].name, met[0], opened) }),
    ];
    const found = met.map(({ person, name }) => ({ id: person, name, which: undefined }));
    const asked = String(opened.sent?.version ?? 0);
    this.render(reply, opened, { ...typed, add: unfound, newNames }, { errors, found, unfound, asked });
    return true;
  }

  private async find(reply: FastifyReply, actor: Actor, { opened, typed }: Form): Promise<void> {
    const name = readFirstName(typed.add);
    if (name === undefined) {
      this.render(reply, opened, typed, { errors: [fieldError('add', 'errors.register.name')] });
      return;
    }
    const withName = { ...typed, newNames: [...typed.newNames, { name, seen: typed.version }] };
    if (typed.asked !== typed.version && (await this.askWho(reply, actor, opened, withName))) return;
    const { found, isOwn } = await this.forms.find(actor, name);
    const [only] = found;
    if (only !== undefined && found.length === 1)
      return this.choose(reply, actor, { opened, typed, chosen: only.id });
    const none = isOwn ? 'errors.register.own-name' : 'errors.person.none';
    const key = only === undefined ? none : 'errors.person.many';
    const errors = [fieldError('add', key, { count: found.length, name })];
    this.render(reply, opened, typed, { errors, found, unfound: name, isOwn });
  }

  private async choose(
    reply: FastifyReply,
    actor: Actor,
    { chosen, ...form }: Form & { chosen: string },
  ): Promise<void> {
    if (chosen === '') return this.find(reply, actor, form);
    const { opened, typed } = await this.added(actor, chosen, form);
    this.render(reply, opened, typed);
  }

  private async added(actor: Actor, chosen: string, { opened, typed: before }: Form): Promise<Form> {
    const typed = withPerson(before, chosen);
    return { typed, opened: await this.forms.open(actor, opened.session.id, peopleOn(typed)) };
  }

  private addNew(reply: FastifyReply, opened: OpenedRegister, typed: TypedRegister): void {
    const name = readFirstName(typed.add);
    if (name === undefined || typed.newNames.length >= MOST_NEW) {
      const key = name === undefined ? 'errors.register.name' : 'errors.register.many-new';
      this.render(reply, opened, typed, { errors: [fieldError('add', key, { count: MOST_NEW })] });
      return;
    }
    const newNames = [...typed.newNames, { name, seen: typed.asked }];
    this.render(reply, opened, { ...typed, newNames, add: '' });
  }

  private render(reply: FastifyReply, opened: OpenedRegister, typed: TypedRegister, shown: Shown = {}): void {
    const { errors = [], found = [], unfound = '', asked = '', isOwn = false } = shown;
    const model = registerModel(opened, typed, errors);
    const foundItems = found.map(foundItem);
    this.pages.render(reply, 'attendance/register', { ...model, found, foundItems, unfound, asked, isOwn });
  }
}
