import { AbsentLines1764000000076 } from './0076-absent-lines.js';
import { Activities1764000000040 } from './0040-activities.js';
import { AnswersAboutDates1764000000081 } from './0081-answers-about-dates.js';
import { AnswersNotNoted1764000000070 } from './0070-answers-not-noted.js';
import { ApiTokens1764000000034 } from './0034-api-tokens.js';
import { AttendanceGuard1764000000066 } from './0066-attendance-guard.js';
import { Audit1764000000032 } from './0032-audit.js';
import { AuditMonths1764000000069 } from './0069-audit-months.js';
import { ChecksKept1764000000085 } from './0085-checks-kept.js';
import { Contributions1764000000042 } from './0042-contributions.js';
import { ContributionTwoPeople1764000000074 } from './0074-contribution-two-people.js';
import { CountedFor1764000000087 } from './0087-counted-for.js';
import { CountedWith1764000000068 } from './0068-counted-with.js';
import { Handovers1764000000052 } from './0052-handovers.js';
import { Idempotency1764000000043 } from './0043-idempotency.js';
import { JobStore1764000000021 } from './0021-job-store.js';
import { KnownDevices1764000000055 } from './0055-known-devices.js';
import { Ledger1764000000002 } from './0002-ledger.js';
import { LedgerAsAt1764000000008 } from './0008-ledger-as-at.js';
import { LedgerDoor1764000000006 } from './0006-ledger-door.js';
import { LedgerGuards1764000000003 } from './0003-ledger-guards.js';
import { LedgerProve1764000000009 } from './0009-ledger-prove.js';
import { LedgerProveAsAt1764000000061 } from './0061-ledger-prove-as-at.js';
import { LedgerQuicker1764000000060 } from './0060-ledger-quicker.js';
import { LedgerReversal1764000000005 } from './0005-ledger-reversal.js';
import { LedgerSeal1764000000007 } from './0007-ledger-seal.js';
import { LedgerSealQuicker1764000000062 } from './0062-ledger-seal-quicker.js';
import { LedgerSteps1764000000004 } from './0004-ledger-steps.js';
import { Messages1764000000035 } from './0035-messages.js';
import { OneStatement1764000000064 } from './0064-one-statement.js';
import { Outbox1764000000020 } from './0020-outbox.js';
import { People1764000000030 } from './0030-people.js';
import { ProvedDevices1764000000075 } from './0075-proved-devices.js';
import { PuttingRight1764000000050 } from './0050-putting-right.js';
import { QuestionsInOrder1764000000078 } from './0078-questions-in-order.js';
import { RegisterDoor1764000000086 } from './0086-register-door.js';
import { TransfersByDoor1764000000088 } from './0088-transfers-by-door.js';
import { AsAtSooner1764000000089 } from './0089-as-at-sooner.js';
import { RecordInFewerSteps1764000000090 } from './0090-record-in-fewer-steps.js';
import { RegisterGuard1764000000059 } from './0059-register-guard.js';
import { Registers1764000000041 } from './0041-registers.js';
import { RegistersQuicker1764000000065 } from './0065-registers-quicker.js';
import { Retention1764000000057 } from './0057-retention.js';
import { RoleRequests1764000000036 } from './0036-role-requests.js';
import { Schemes1764000000001 } from './0001-schemes.js';
import { SecondFactor1764000000033 } from './0033-second-factor.js';
import { SessionDayKept1764000000051 } from './0051-session-day-kept.js';
import { SessionMoves1764000000071 } from './0071-session-moves.js';
import { SignIn1764000000031 } from './0031-sign-in.js';
import { SignInLookedUp1764000000084 } from './0084-sign-in-looked-up.js';
import { TextReports1764000000058 } from './0058-text-reports.js';
import { TwoTidyingsLess1764000000067 } from './0067-two-tidyings-less.js';
import { LinksUsedInOneBrowser1764000000095 } from './0095-links-used-in-one-browser.js';

/** Every migration, in the order they run. */
export const migrations = [
  Schemes1764000000001,
  Ledger1764000000002,
  LedgerGuards1764000000003,
  LedgerSteps1764000000004,
  LedgerReversal1764000000005,
  LedgerDoor1764000000006,
  LedgerSeal1764000000007,
  LedgerAsAt1764000000008,
  LedgerProve1764000000009,
  Outbox1764000000020,
  JobStore1764000000021,
  People1764000000030,
  SignIn1764000000031,
  Audit1764000000032,
  SecondFactor1764000000033,
  ApiTokens1764000000034,
  Messages1764000000035,
  RoleRequests1764000000036,
  Activities1764000000040,
  Registers1764000000041,
  Contributions1764000000042,
  Idempotency1764000000043,
  PuttingRight1764000000050,
  SessionDayKept1764000000051,
  Handovers1764000000052,
  KnownDevices1764000000055,
  Retention1764000000057,
  TextReports1764000000058,
  RegisterGuard1764000000059,
  LedgerQuicker1764000000060,
  LedgerProveAsAt1764000000061,
  LedgerSealQuicker1764000000062,
  OneStatement1764000000064,
  RegistersQuicker1764000000065,
  AttendanceGuard1764000000066,
  TwoTidyingsLess1764000000067,
  CountedWith1764000000068,
  AuditMonths1764000000069,
  AnswersNotNoted1764000000070,
  SessionMoves1764000000071,
  ContributionTwoPeople1764000000074,
  ProvedDevices1764000000075,
  AbsentLines1764000000076,
  QuestionsInOrder1764000000078,
  AnswersAboutDates1764000000081,
  SignInLookedUp1764000000084,
  ChecksKept1764000000085,
  RegisterDoor1764000000086,
  CountedFor1764000000087,
  TransfersByDoor1764000000088,
  AsAtSooner1764000000089,
  RecordInFewerSteps1764000000090,
  LinksUsedInOneBrowser1764000000095,
];
