import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { getMetadataStorage } from 'class-validator';
import { DomainError } from '../../src/shared/domain-error.js';
import { UNKNOWN_FIELD, validationPipe } from '../../src/web/validation.js';
import { newId, type SchemeId } from '../../src/shared/ids.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

interface Route {
  readonly name: string;
  readonly path: string;
  readonly method: RequestMethod;
  /** The class that checks its body. */
  readonly dto: new () => object;
}

let world: SignInWorld;
let routes: readonly Route[];
let columns: readonly string[];

beforeAll(async () => {
  world = await SignInWorld.open();
  routes = routesWithBody();
  const rows: { name: string }[] = await world.book.ownerSource.query(
    `SELECT DISTINCT column_name::text AS name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1`,
  );
  columns = rows.map(({ name }) => name);
});

afterAll(() => world.close());

/** Every route of the service that takes a body, found by what its own decorators say. */
function routesWithBody(): readonly Route[] {
  const discovery = world.web.app.get(DiscoveryService, { strict: false });
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype: object = metatype.prototype;
    return scanner.getAllMethodNames(prototype).flatMap((name) => routeOf(metatype, prototype, name));
  });
}

function routeOf(metatype: { readonly name: string }, prototype: object, name: string): Route[] {
  const handler: unknown = Reflect.get(prototype, name);
  if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
  const args: Record<string, { index: number }> =
    Reflect.getMetadata(ROUTE_ARGS_METADATA, metatype, name) ?? {};
  const types: (new () => object)[] = Reflect.getMetadata('design:paramtypes', prototype, name) ?? [];
  const body = Object.entries(args).find(([key]) => key.startsWith(`${String(RouteParamtypes.BODY)}:`));
  const dto = body === undefined ? undefined : types[body[1].index];
  if (dto === undefined) return [];
  const parts = [metatype, handler].map((each) => String(Reflect.getMetadata(PATH_METADATA, each)));
  const path = `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`;
  return [
    { name: `${metatype.name}.${name}`, path, method: Reflect.getMetadata(METHOD_METADATA, handler), dto },
  ];
}

async function pointersRefused(dto: new () => object, value: object): Promise<readonly string[]> {
  try {
    await validationPipe().transform(value, { type: 'body', metatype: dto });
    return [];
  } catch (error) {
    const fields = error instanceof DomainError ? error.fields : [];
    return fields.filter(({ detail }) => detail === UNKNOWN_FIELD).map(({ pointer }) => pointer);
  }
}

it('there are routes that take a body, and none takes what is not a class', () => {
  expect(routes.length).toBeGreaterThan(15);
  expect(
    routes.filter(({ dto }) => [Object, String, Array].some((each) => each === dto)).map(({ name }) => name),
  ).toEqual([]);
});

it('no body takes a column of any table that its class does not name', async () => {
  const taken: string[] = [];
  let tried = 0;
  for (const { name, dto } of routes) {
    const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', true, false);
    const known = rules.map(({ propertyName }) => propertyName);
    for (const column of columns.filter((each) => !known.includes(each))) {
      tried += 1;
      const refused = await pointersRefused(dto, { [column]: 'x' });
      if (!refused.includes(`/${column}`)) taken.push(`${name} ${column}`);
    }
  }
  expect(tried).toBeGreaterThan(2_000);
  expect(taken).toEqual([]);
});

it('sent for real by somebody who has every role, all columns at once change nothing', async () => {
  const { visitor } = await world.signedInAs('administrator', { also: ['staff', 'leader', 'supervisor'] });
  const everything = Object.fromEntries(columns.map((column) => [column, newId<SchemeId>()]));
  const before = await digest();
  const wrong: unknown[] = [];
  for (const route of routes.filter(
    ({ method, path }) => method === RequestMethod.POST && !path.startsWith('/api/'),
  )) {
    const status = await send(visitor, route, everything);
    if (status < 400) wrong.push([route.name, status]);
  }
  expect([wrong, await digest()]).toEqual([[], before]);
});

async function send(
  visitor: Visitor,
  { path }: Route,
  fields: Readonly<Record<string, string>>,
): Promise<number> {
  const _csrf = tokenIn((await visitor.get('/account')).body);
  const url = path.replace(/:\w+/g, () => newId<SchemeId>());
  return (await visitor.post(url, { ...fields, _csrf })).statusCode;
}

/** What the tables hold, but for what every visit writes. */
async function digest(): Promise<unknown> {
  const tables: { name: string }[] = await world.book.ownerSource.query(
    `SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
       AND table_name NOT IN ('web_sign_in', 'sign_in_code', 'rate_count', 'audit_event', 'migration') ORDER BY 1`,
  );
  const found: unknown[] = [];
  for (const { name } of tables) {
    const [row]: unknown[] = await world.book.ownerSource.query(
      `SELECT count(*)::integer AS rows, md5(string_agg(t::text, '|' ORDER BY t::text)) AS held FROM ${name} t`,
    );
    found.push([name, row]);
  }
  return found;
}
