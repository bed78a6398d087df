import { Controller, Get } from '@nestjs/common';
import { Allow } from '../../src/identity/index.js';
import { RoutePolicies } from '../../src/identity/route-policies.service.js';
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

it('every route says who may use it, and one that names a role is not open to strangers', async () => {
  const web = await openWebApp({ controllers: [StaffController] });
  const policies = web.app.get(RoutePolicies).all();
  expect(policies.length).toBeGreaterThan(8);
  expect(policies.filter(({ allowed }) => allowed === undefined)).toEqual([]);
  const answer = await web.app.inject('/api/for-staff');
  expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([401, '/problems/not-signed-in']);
  await web.close();
});
