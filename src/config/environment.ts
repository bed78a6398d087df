import 'reflect-metadata';
import { getMetadataStorage, IsOptional } from 'class-validator';
import { ConfigurationError } from './configuration-error.js';
import {
  Ed25519PrivateKey,
  Networks,
  OneOf,
  PublicAddress,
  Secret,
  ServerAddress,
  Text,
  WholeNumber,
} from './setting-rules.js';

const RUN_MODES = ['development', 'production', 'test'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every setting of the service, by the name it has outside. What each means is in `.env.example`. */
export class Environment {
  @OneOf(RUN_MODES)
  readonly NODE_ENV: (typeof RUN_MODES)[number] = 'development';

  @Text({ longest: 253, message: 'write the address to listen on, such as 127.0.0.1 or 0.0.0.0.' })
  readonly HOST: string = '127.0.0.1';

  @WholeNumber({ from: 0, to: 65_535, meaning: ' (0 takes a free port)' })
  readonly PORT: number = 3000;

  @PublicAddress()
  readonly PUBLIC_URL?: string;

  @Networks()
  readonly TRUSTED_PROXIES?: string;

  @ServerAddress(['postgres:', 'postgresql:'], 'postgres://name:password@host:5432/galaxies')
  readonly DATABASE_URL?: string;

  @ServerAddress(['postgres:', 'postgresql:'], 'postgres://name:password@host:5432/galaxies')
  readonly MIGRATION_DATABASE_URL?: string;

  @WholeNumber({ from: 1, to: 200 })
  readonly DATABASE_POOL_SIZE: number = 10;

  @WholeNumber({ from: 100, to: 60_000, meaning: ' milliseconds' })
  readonly DATABASE_WAIT_MS: number = 2_000;

  @ServerAddress(['redis:', 'rediss:'], 'redis://host:6379')
  readonly REDIS_URL?: string;

  @Ed25519PrivateKey()
  readonly SEAL_KEY?: string;

  @Secret()
  @IsOptional()
  @Text({ longest: 1_024, message: 'write a long random text; `openssl rand -base64 32` makes one.' })
  readonly SECOND_FACTOR_KEY?: string;

  @OneOf(LOG_LEVELS)
  readonly LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  @WholeNumber({ from: 1_024, to: 16_777_216, meaning: ' bytes' })
  readonly BODY_LIMIT_BYTES: number = 1_048_576;

  @WholeNumber({ from: 0, to: 60_000, meaning: ' milliseconds' })
  readonly SHUTDOWN_DELAY_MS: number = 0;

  @IsOptional()
  @Text({ longest: 30, message: 'write a telephone number, such as 01382 000 000.' })
  readonly HELP_PHONE?: string;

  @IsOptional()
  @Text({ longest: 30, message: 'write the telephone number that takes texts.' })
  readonly HELP_TEXT?: string;

  @IsOptional()
  @Text({ longest: 100, message: 'write when somebody answers, such as "Monday to Friday, 9am to 5pm".' })
  readonly HELP_HOURS?: string;

  @IsOptional()
  @Text({ longest: 200, message: 'write where people can come, and when.' })
  readonly HELP_PLACE?: string;

  @IsOptional()
  @Text({ longest: 40, message: 'write the slug of the scheme whose pages these are.' })
  readonly SCHEME?: string;

  @Text({ longest: 20, message: 'write the name that messages and letters come from.' })
  readonly SENDER_NAME: string = 'Galaxies';

  @ServerAddress(['smtp:', 'smtps:'], 'smtps://name:password@mail.example.org:465')
  readonly SMTP_URL?: string;

  @Text({ longest: 200, message: 'write the address that emails come from, such as hello@example.org.' })
  readonly MAIL_FROM: string = 'galaxies@localhost';

  @ServerAddress(['https:', 'http:'], 'https://gateway.example.org/send')
  readonly TEXT_GATEWAY_URL?: string;

  @Secret()
  @IsOptional()
  @Text({ longest: 1_024, message: 'write the token that the gateway gave you.' })
  readonly TEXT_GATEWAY_TOKEN?: string;

  @Secret()
  @IsOptional()
  @Text({ longest: 1_024, message: 'write the secret that the gateway signs its reports with.' })
  readonly TEXT_REPORT_SECRET?: string;

  @Text({ longest: 1_024, message: 'write the path of a folder.' })
  readonly GALAXIES_DATA: string = '.data';
}

/** The names of all settings, in the order of the class. */
export function settingNames(): readonly string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Environment, '', true, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))];
}

/** The database's address, for work that cannot start without one. */
export function databaseUrl({ DATABASE_URL }: Environment): string {
  if (DATABASE_URL === undefined) {
    throw new ConfigurationError([
      'DATABASE_URL is not set: write the address of your PostgreSQL, or run `npm start`, which brings its own.',
    ]);
  }
  return DATABASE_URL;
}
