import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Environment, loadEnvironment } from '../config/index.js';
import { type Scheme, SchemesQueries } from '../schemes/index.js';
import { CliModule } from './cli.module.js';
import type { Login } from './login.js';
import { Misused, Stopped } from './stopped.js';

/** The longest that one statement of a command may take: whole books are read here. */
export const LONG_MS = 600_000;

/** Gives the services of the whole process, and leaves the database when the work is done. */
export type Session = Pick<INestApplicationContext, 'get'>;

/** Runs work over the services, with the rights that it needs. */
export async function withSession<T>(
  login: Login,
  work: (session: Session) => Promise<T>,
  environment: Environment = loadEnvironment(),
): Promise<T> {
  const context = await NestFactory.createApplicationContext(CliModule.forRoot(environment, login), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

/** Runs work over the services in the scheme that was asked for, or in the only one there is. */
export async function inScheme<T>(
  asked: string | undefined,
  work: (session: Session, scheme: Scheme) => Promise<T>,
  login: Login = 'app',
): Promise<T> {
  return withSession(login, async (session) => work(session, await chosen(session, asked)));
}

async function chosen(session: Session, asked: string | undefined): Promise<Scheme> {
  const all = await session.get(SchemesQueries).all();
  const [first, ...others] = asked === undefined ? all : all.filter(({ slug }) => slug === asked);
  if (first === undefined) throw new Stopped(noneOf(asked, all));
  if (others.length > 0) throw new Misused(`Which scheme? Add --scheme and one of: ${slugsOf(all)}.`);
  return first;
}

function noneOf(asked: string | undefined, all: readonly Scheme[]): string {
  if (all.length === 0) {
    return 'There is no scheme yet. `galaxies seed` makes an example; `galaxies import DIR` brings in a real one.';
  }
  return `There is no scheme "${asked ?? ''}" here. There is: ${slugsOf(all)}.`;
}

function slugsOf(all: readonly Scheme[]): string {
  return all.map(({ slug }) => slug).join(', ');
}
