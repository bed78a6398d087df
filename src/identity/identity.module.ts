import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { ParticipantsModule } from '../participants/index.js';
import { SchemesModule } from '../schemes/index.js';
import { AccountPasskeyPages } from './account-passkey.pages.js';
import { AccountSecondPages } from './account-second.pages.js';
import { ActingGuard } from './acting.guard.js';
import { AllowGuard } from './allow.guard.js';
import { ApiTokenController } from './api-token.controller.js';
import { ApiTokenNewPages } from './api-token-new.pages.js';
import { ApiTokensPages } from './api-tokens.pages.js';
import { ApiTokensQueries } from './api-tokens.queries.js';
import { ApiTokens } from './api-tokens.service.js';
import { AppCodes } from './app-codes.service.js';
import { Away } from './away.http.js';
import { Bearer } from './bearer.http.js';
import { Cookies } from './cookies.http.js';
import { Forms } from './forms.http.js';
import { HostScheme } from './host-scheme.service.js';
import { GivenFactors } from './given-factors.service.js';
import { AppGuesses } from './app-guesses.service.js';
import { KnownDevices } from './known-devices.service.js';
import { KeptForms } from './kept-forms.service.js';
import { KeptTyping } from './kept-typing.http.js';
import { Onward } from './onward.http.js';
import { OwnOrigin } from './own-origin.http.js';
import { Passkeys } from './passkeys.service.js';
import { RateLimits } from './rate-limits.service.js';
import { RecoveryCodes } from './recovery-codes.service.js';
import { RequestCounts } from './request-counts.service.js';
import { RoleGrantsQueries } from './role-grants.queries.js';
import { RoleGrants } from './role-grants.service.js';
import { RoleNewPages } from './role-new.pages.js';
import { RolesPages } from './roles.pages.js';
import { Roles } from './roles.service.js';
import { RoutePolicies } from './route-policies.service.js';
import { SecondFactorPages } from './second-factor.pages.js';
import { SecondFactors } from './second-factors.service.js';
import { SecretBox } from './secret-box.service.js';
import { SignInCards } from './sign-in-cards.service.js';
import { SignInCodePages } from './sign-in-code.pages.js';
import { SignInCodes } from './sign-in-codes.service.js';
import { SignInPages } from './sign-in.pages.js';
import { SignInTimePages } from './sign-in-time.pages.js';
import { SignIns } from './sign-ins.service.js';
import { SignOutPages } from './sign-out.pages.js';
import { TodayPages } from './today.pages.js';
import { Visits } from './visits.http.js';
import { WhoAsks } from './who-asks.http.js';

/** Who people are to the service, and what they may do. */
@Module({
  imports: [DiscoveryModule, ParticipantsModule, SchemesModule],
  controllers: [
    ApiTokenController,
    RoleNewPages,
    RolesPages,
    ApiTokenNewPages,
    ApiTokensPages,
    SignInCodePages,
    SignOutPages,
    TodayPages,
    SignInTimePages,
    SecondFactorPages,
    SignInPages,
    AccountSecondPages,
    AccountPasskeyPages,
  ],
  providers: [
    { provide: APP_GUARD, useClass: AllowGuard },
    { provide: APP_GUARD, useClass: ActingGuard },
    ApiTokens,
    ApiTokensQueries,
    AppCodes,
    Away,
    Bearer,
    Cookies,
    Forms,
    HostScheme,
    KeptForms,
    KeptTyping,
    AppGuesses,
    GivenFactors,
    KnownDevices,
    Onward,
    OwnOrigin,
    Passkeys,
    RateLimits,
    RequestCounts,
    RecoveryCodes,
    RoleGrants,
    RoleGrantsQueries,
    Roles,
    RoutePolicies,
    SecondFactors,
    SecretBox,
    SignInCards,
    SignInCodes,
    SignIns,
    Visits,
    WhoAsks,
  ],
  exports: [SignInCards, HostScheme, Roles, Visits],
})
export class IdentityModule {}
