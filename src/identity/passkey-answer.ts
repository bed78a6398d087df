import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

/** What a browser says when a passkey was made; nothing when it is something else. What it proves is checked later. */
export function readNewPasskey(text: string): RegistrationResponseJSON | undefined {
  const value = parsed(text);
  return isNew(value) ? value : undefined;
}

/** What a browser says when a passkey has signed; nothing when it is something else. */
export function readSigned(text: string): AuthenticationResponseJSON | undefined {
  const value = parsed(text);
  return isSigned(value) ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNew(value: unknown): value is RegistrationResponseJSON {
  return isCredential(value, ['clientDataJSON', 'attestationObject']);
}

function isSigned(value: unknown): value is AuthenticationResponseJSON {
  return isCredential(value, ['clientDataJSON', 'authenticatorData', 'signature']);
}

function isCredential(value: unknown, parts: readonly string[]): boolean {
  return (
    hasTexts(value, ['id', 'rawId', 'type']) &&
    hasTexts(Reflect.get(value, 'response'), parts) &&
    typeof Reflect.get(value, 'clientExtensionResults') === 'object'
  );
}

function hasTexts(value: unknown, names: readonly string[]): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === 'string');
}
