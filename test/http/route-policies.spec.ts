import { Controller, ForbiddenException, Get, type Type } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { AllowGuard } from '../../src/identity/allow.guard.js';
import { Away } from '../../src/identity/away.http.js';
import { Bearer } from '../../src/identity/bearer.http.js';
import { Forms } from '../../src/identity/forms.http.js';
import { Allow } from '../../src/identity/index.js';
import { RoutePolicies } from '../../src/identity/route-policies.service.js';
import { WhoAsks } from '../../src/identity/who-asks.http.js';
import { openWebApp } from '../support/web-app.js';

@Controller('api/forgotten')
class ForgetfulController {
  @Get('said')
  @Allow('anyone')
  said(): string {
    return 'said';
  }

  @Get('unsaid')
  unsaid(): string {
    return 'unsaid';
  }
}

@Allow('staff')
@Controller('api/for-staff')
class StaffController {
  @Get()
  list(): string {
    return 'for staff';
  }
}

it('the service does not start when a route does not say who may use it, and names the route', async () => {
  await expect(openWebApp({ controllers: [ForgetfulController] })).rejects.toThrow(
    /who may use ForgetfulController\.unsaid\./,
  );
});

it('a route that does not say so is refused to everybody, even if the service had started', async () => {
  const web = await openWebApp();
  const part = <T>(type: Type<T>): T => web.app.get(type, { strict: false });
  const guard = new AllowGuard(part(WhoAsks), part(Forms), part(Away), part(Bearer));
  const request = {
    url: '/api/forgotten',
    method: 'GET',
    headers: {},
    routeOptions: { url: '/api/forgotten' },
  };
  const asked = (handler: () => string) =>
    guard.canActivate(new ExecutionContextHost([request, {}], ForgetfulController, handler));
  const { said, unsaid } = ForgetfulController.prototype;
  await expect(asked(said)).resolves.toBe(true);
  await expect(asked(unsaid)).rejects.toThrow(ForbiddenException);
  await web.close();
});

it('every route says who may use it, and one that names a role is not open to strangers', async () => {
  const web = await openWebApp({ controllers: [StaffController] });
  const policies = web.app.get(RoutePolicies).all();
  expect(policies.length).toBeGreaterThan(8);
  expect(policies.filter(({ allowed }) => allowed === undefined)).toEqual([]);
  const answer = await web.app.inject('/api/for-staff');
  expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([401, '/problems/not-signed-in']);
  await web.close();
});
