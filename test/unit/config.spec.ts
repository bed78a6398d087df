import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigurationError, databaseUrl, loadEnvironment, settingNames } from '../../src/config/index.js';
import { editsBetween, nearestName } from '../../src/config/near-names.js';

const PEM = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const DATABASE = 'postgres://galaxies_app:s3cret@db.example.org:5432/galaxies';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'galaxies-config-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    loadEnvironment(source, folder);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('have a default for all that a first start needs', () => {
    expect(loadEnvironment({}, folder)).toEqual({
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: 3000,
      DATABASE_POOL_SIZE: 10,
      DATABASE_WAIT_MS: 2_000,
      LOG_LEVEL: 'info',
      BODY_LIMIT_BYTES: 1_048_576,
      SHUTDOWN_DELAY_MS: 0,
      MAIL_FROM: 'galaxies@localhost',
      SENDER_NAME: 'Galaxies',
      GALAXIES_DATA: '.data',
    });
  });

  it('cannot be changed once they are read', () => {
    expect(Object.isFrozen(loadEnvironment({}, folder))).toBe(true);
  });

  it('come from .env, and the environment goes before it', () => {
    writeFileSync(join(folder, '.env'), 'PORT=4000\nHOST="0.0.0.0" # everyone\n');
    expect(loadEnvironment({ PORT: '5000' }, folder)).toMatchObject({ PORT: 5000, HOST: '0.0.0.0' });
  });

  it('may each be given as a file that holds the value', () => {
    writeFileSync(join(folder, 'key.pem'), PEM);
    writeFileSync(join(folder, 'url'), `${DATABASE}\n`);
    const environment = loadEnvironment(
      { SEAL_KEY_FILE: join(folder, 'key.pem'), DATABASE_URL_FILE: join(folder, 'url') },
      folder,
    );
    expect([environment.SEAL_KEY, environment.DATABASE_URL]).toEqual([PEM.trimEnd(), DATABASE]);
  });

  it('let the environment say NAME_FILE over a NAME in .env', () => {
    writeFileSync(join(folder, '.env'), 'HOST=0.0.0.0\n');
    writeFileSync(join(folder, 'host'), '10.0.0.1');
    expect(loadEnvironment({ HOST_FILE: join(folder, 'host') }, folder).HOST).toBe('10.0.0.1');
  });

  it('count as not set when they are empty', () => {
    expect(loadEnvironment({ PORT: '', REDIS_URL: '' }, folder)).toMatchObject({ PORT: 3000 });
  });

  it('leave names of other programs alone', () => {
    expect(
      problemsOf({ HOME: '/root', HOSTNAME: 'box', TERM: 'xterm', PATH: '/bin', npm_config_cache: 'x' }),
    ).toEqual([]);
  });
});

describe('wrong settings', () => {
  it('are all named at once, each with what to write instead', () => {
    expect(problemsOf({ PORT: '80a', NODE_ENV: 'prod', DATABASE_POOL_SIZE: '0', LOG_LEVEL: 'loud' })).toEqual(
      [
        'NODE_ENV is "prod": write one of development, production, test.',
        'PORT is "80a": write a whole number from 0 to 65535 (0 takes a free port).',
        'DATABASE_POOL_SIZE is "0": write a whole number from 1 to 200.',
        'LOG_LEVEL is "loud": write one of fatal, error, warn, info, debug, trace, silent.',
      ],
    );
  });

  it.each(['70000', '-1', '1e3', '0x10', '3.5', ' 80'])('do not let "%s" pass for a port', (value) => {
    expect(problemsOf({ PORT: value })).toHaveLength(1);
  });

  it.each([
    ['DATABASE_URL', 'mysql://name:hunter2@host/db'],
    ['DATABASE_URL', 'hunter2'],
    ['MIGRATION_DATABASE_URL', 'postgres:hunter2'],
    ['REDIS_URL', 'http://:hunter2@host'],
    ['SEAL_KEY', 'hunter2'],
  ])('never show the value of %s', (name, value) => {
    const [problem, ...others] = problemsOf({ [name]: value });
    expect(problem).toMatch(new RegExp(`^${name} cannot be used: write an? `));
    expect(problem).not.toContain('hunter2');
    expect(others).toEqual([]);
  });

  it('refuse a key that is not Ed25519', () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    expect(problemsOf({ SEAL_KEY: key.toString() })).toHaveLength(1);
    expect(problemsOf({ SEAL_KEY: PEM })).toEqual([]);
  });

  it('refuse a public address with a path', () => {
    expect(problemsOf({ PUBLIC_URL: 'https://example.org/galaxies' })).toHaveLength(1);
    expect(problemsOf({ PUBLIC_URL: 'https://example.org' })).toEqual([]);
  });

  it('refuse a name and its file together', () => {
    expect(problemsOf({ HOST: '0.0.0.0', HOST_FILE: 'host' })).toEqual([
      'HOST and HOST_FILE are both set: keep the one you mean and remove the other.',
    ]);
  });

  it('refuse a file that cannot be read', () => {
    expect(problemsOf({ SEAL_KEY_FILE: 'no/such/file' })).toEqual([
      'SEAL_KEY_FILE names a file that cannot be read: check that "no/such/file" exists and may be read.',
    ]);
  });
});

describe('names that are not settings', () => {
  it('stop the start when they stand in .env', () => {
    writeFileSync(join(folder, '.env'), 'COLOUR=blue\nDATABASE_ULR=postgres://x/y\n');
    expect(problemsOf({})).toEqual([
      'COLOUR (in .env) is not a setting: remove it; .env.example lists them all.',
      'DATABASE_ULR (in .env) is not a setting: did you mean DATABASE_URL?',
    ]);
  });

  it('stop the start when they begin with GALAXIES_', () => {
    expect(problemsOf({ GALAXIES_COLOUR: 'blue' })).toEqual([
      'GALAXIES_COLOUR (in the environment) is not a setting: remove it; .env.example lists them all.',
    ]);
  });

  it.each([
    ['DATABASE_ULR', 'DATABASE_URL'],
    ['DATABASEURL', 'DATABASE_URL'],
    ['REDIS_URI', 'REDIS_URL'],
    ['PROT', 'PORT'],
    ['SEAL_KEYFILE', 'SEAL_KEY_FILE'],
    ['log_level', 'LOG_LEVEL'],
  ])('stop the start when %s was meant to be %s', (slip, meant) => {
    expect(problemsOf({ [slip]: 'x' })).toEqual([
      `${slip} (in the environment) is not a setting: did you mean ${meant}?`,
    ]);
  });

  it('are near a name when two slips or fewer part them', () => {
    expect([editsBetween('ULR', 'URL'), editsBetween('', 'abc'), editsBetween('kitten', 'sitting')]).toEqual([
      1, 3, 3,
    ]);
    expect(nearestName('HOME', ['HOST', 'PORT'])).toBeUndefined();
  });
});

describe('production', () => {
  const real = { NODE_ENV: 'production', DATABASE_URL: DATABASE, SEAL_KEY: PEM };

  it('starts with a database and a key of its own', () => {
    expect(problemsOf(real)).toEqual([]);
  });

  it('refuses to start without them', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
      expect.stringMatching(/^DATABASE_URL is not set/),
      expect.stringMatching(/^SEAL_KEY is not set/),
    ]);
  });

  it("refuses the example's password, plain http and silent logs", () => {
    const examples = parseEnv(
      readFileSync('.env.example', 'utf8').replaceAll('# DATABASE_URL', 'DATABASE_URL'),
    );
    expect(
      problemsOf({
        ...real,
        ...examples,
        NODE_ENV: 'production',
        PUBLIC_URL: 'http://a.example',
        LOG_LEVEL: 'silent',
      }),
    ).toEqual([
      expect.stringMatching(/^DATABASE_URL has the example's password/),
      expect.stringMatching(/^PUBLIC_URL begins with http/),
      expect.stringMatching(/^LOG_LEVEL is silent/),
    ]);
  });
});

describe('.env.example', () => {
  const text = readFileSync('.env.example', 'utf8');

  it('names exactly the settings there are', () => {
    const named = [...text.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(settingNames().toSorted());
  });

  it('shows the true defaults, and nothing for a setting that has none', () => {
    const defaults = loadEnvironment({}, folder);
    writeFileSync(join(folder, '.env'), text);
    expect(loadEnvironment({}, folder)).toEqual(defaults);
    const given = Object.entries(defaults).flatMap(([name, value]: [string, unknown]) =>
      value === undefined ? [] : [name],
    );
    expect(Object.keys(parseEnv(text)).toSorted()).toEqual(given.toSorted());
  });

  it('says something about every setting', () => {
    for (const name of settingNames()) expect(text).toMatch(new RegExp(`^# \\S.*\\.\\n(?:# )?${name}=`, 'm'));
  });
});

describe('the address of the database', () => {
  it('is asked for in plain words when it is missing', () => {
    expect(() => databaseUrl(loadEnvironment({}, folder))).toThrow(/npm start/);
    expect(databaseUrl(loadEnvironment({ DATABASE_URL: DATABASE }, folder))).toBe(DATABASE);
  });
});
