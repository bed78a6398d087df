import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/index.js';
import { IdentityModule } from '../identity/identity.module.js';
import { ParticipantsModule } from '../participants/index.js';
import { AttendanceQueries } from './attendance.queries.js';
import { ChosenLists } from './chosen-lists.service.js';
import { LeaderPages } from './leader.pages.js';
import { NewNames } from './new-names.service.js';
import { PaperLists } from './paper-lists.service.js';
import { PaperPeople } from './paper-people.queries.js';
import { ReceiptPresenter } from './receipt-page.presenter.js';
import { RegisterCheckPages } from './register-check.pages.js';
import { RegisterChecksQueries } from './register-checks.queries.js';
import { RegisterChecks } from './register-checks.service.js';
import { RegisterController } from './register.controller.js';
import { RegisterForms } from './register-forms.queries.js';
import { RegisterLines } from './register-lines.service.js';
import { RegisterPages } from './register.pages.js';
import { RegisterSentPages } from './register-sent.pages.js';
import { RegisterTaking } from './register-taking.service.js';
import { RegistersQueries } from './registers.queries.js';
import { Registers } from './registers.service.js';
import { RosterPages } from './roster.pages.js';
import { Rosters } from './rosters.service.js';
import { StaffRegisterPages } from './staff-registers.pages.js';
import { StaffRegisters } from './staff-registers.queries.js';
import { TypeUpPages } from './type-up.pages.js';

const REGISTERS = [Registers, RegisterLines, RegistersQueries, RegisterChecks, AttendanceQueries];

/** Registers: who came, and the galaxies that gave. */
@Module({ imports: [ActivitiesModule], providers: REGISTERS, exports: REGISTERS })
export class AttendanceModule {}

/** The pages on which registers are taken. */
@Module({
  imports: [ActivitiesModule, AttendanceModule, IdentityModule, ParticipantsModule],
  controllers: [
    LeaderPages,
    RegisterCheckPages,
    RegisterController,
    RegisterPages,
    RegisterSentPages,
    RosterPages,
    StaffRegisterPages,
    TypeUpPages,
  ],
  providers: [
    ChosenLists,
    NewNames,
    RegisterChecksQueries,
    PaperLists,
    PaperPeople,
    RegisterForms,
    RegisterTaking,
    ReceiptPresenter,
    Rosters,
    StaffRegisters,
  ],
})
export class AttendanceEdges {}
