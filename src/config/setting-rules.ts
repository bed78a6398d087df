import { createPrivateKey } from 'node:crypto';
import { isIP } from 'node:net';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min, ValidateBy } from 'class-validator';

/** A setting whose value is never shown, not even when it is wrong. */
const secrets = new Set<string>();

export function isSecret(setting: string): boolean {
  return secrets.has(setting);
}

/** Both ends of a range of whole numbers, and what the range means when the bare numbers do not say it. */
interface Range {
  readonly from: number;
  readonly to: number;
  readonly meaning?: string;
}

export function WholeNumber({ from, to, meaning = '' }: Range): PropertyDecorator {
  const message = `write a whole number from ${String(from)} to ${String(to)}${meaning}.`;
  return all(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
    ),
    IsInt({ message }),
    Min(from, { message }),
    Max(to, { message }),
  );
}

export function OneOf(choices: readonly string[]): PropertyDecorator {
  return IsIn([...choices], { message: `write one of ${choices.join(', ')}.` });
}

export function Text({ longest, message }: { longest: number; message: string }): PropertyDecorator {
  return rule('text', message, (value) => value.trim() === value && value !== '' && value.length <= longest);
}

/** An address of a server; it may hold a password, so it is never shown. */
export function ServerAddress(protocols: readonly string[], like: string): PropertyDecorator {
  return all(
    IsOptional(),
    Secret(),
    rule('server-address', `write an address like ${like}.`, (value) => {
      return (
        URL.canParse(value) && protocols.includes(new URL(value).protocol) && new URL(value).hostname !== ''
      );
    }),
  );
}

/** Where people reach the service from outside: a protocol, a name, perhaps a port, and nothing more. */
export function PublicAddress(): PropertyDecorator {
  return all(
    IsOptional(),
    rule('public-address', 'write an address like https://galaxies.example.org, with no path.', (value) => {
      if (!URL.canParse(value)) return false;
      const url = new URL(value);
      return ['http:', 'https:'].includes(url.protocol) && [url.origin, `${url.origin}/`].includes(value);
    }),
  );
}

/** Addresses of machines or networks, with commas between them: `10.0.0.5, 10.1.0.0/16, fd00::/8`. */
export function Networks(): PropertyDecorator {
  const message =
    'write addresses of machines or networks, such as 10.0.0.5 or 10.1.0.0/16, with commas between them.';
  return all(
    IsOptional(),
    rule('networks', message, (value) => value.split(',').every((each) => isNetwork(each.trim()))),
  );
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  const isWhole = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most);
  return isIP(address) !== 0 && isWhole && more.length === 0;
}

export function Ed25519PrivateKey(): PropertyDecorator {
  const message =
    'write an Ed25519 private key as PKCS#8 PEM; `openssl genpkey -algorithm ed25519` makes one. SEAL_KEY_FILE may name a file that holds it.';
  return all(IsOptional(), Secret(), rule('ed25519-private-key', message, isEd25519));
}

function isEd25519(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

/** A setting whose value is never shown. */
export function Secret(): PropertyDecorator {
  return (_target, property) => {
    secrets.add(String(property));
  };
}

function rule(name: string, message: string, holds: (value: string) => boolean): PropertyDecorator {
  return ValidateBy(
    { name, validator: { validate: (value: unknown) => typeof value === 'string' && holds(value) } },
    { message },
  );
}

function all(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };
}
