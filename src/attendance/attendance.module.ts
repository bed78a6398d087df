import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/index.js';
import { AttendanceQueries } from './attendance.queries.js';
import { RegisterChecks } from './register-checks.service.js';
import { RegistersQueries } from './registers.queries.js';
import { Registers } from './registers.service.js';

const REGISTERS = [Registers, RegistersQueries, RegisterChecks, AttendanceQueries];

/** Registers: who came, and the galaxies that gave. */
@Module({ imports: [ActivitiesModule], providers: REGISTERS, exports: REGISTERS })
export class AttendanceModule {}
