import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AllowGuard } from './allow.guard.js';
import { RoutePolicies } from './route-policies.service.js';

/** Who people are to the service, and what they may do. */
@Module({
  imports: [DiscoveryModule],
  providers: [{ provide: APP_GUARD, useClass: AllowGuard }, RoutePolicies],
})
export class IdentityModule {}
