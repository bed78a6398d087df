export {
  addedIn,
  type AnsweredLine,
  type AskedRegister,
  type LineResult,
  putRightIn,
  type SavedRegister,
  standingIn,
  type VersionLine,
  type VersionView,
} from './answer.js';
export { AttendanceEdges, AttendanceModule } from './attendance.module.js';
export { AttendanceQueries, type AttendanceStory } from './attendance.queries.js';
export { MOST_LINES, type NewRegister, type Source } from './new-register.js';
export { OUTCOMES, type Outcome, type Tick } from './register.js';
export { RegisterChecks } from './register-checks.service.js';
export { type LineToTakeOff, RegisterLines } from './register-lines.service.js';
export { RegistersQueries, type VersionSummary } from './registers.queries.js';
export { Registers } from './registers.service.js';
