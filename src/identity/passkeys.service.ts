import { Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Tx } from '../database/index.js';
import type { Actor } from './actor.js';
import { readNewPasskey, readSigned } from './passkey-answer.js';
import * as SQL from './second-factors.sql.js';

/** What passkeys of this service are for: `https://orbit.example.org`. A passkey works there and nowhere else. */
export type Origin = string;

/** What was answered by a browser, and to which page of ours. */
export interface PasskeyAnswer {
  readonly origin: Origin;
  readonly answer: string;
}

interface PasskeyRow {
  readonly id: string;
  readonly public_key: Buffer;
  readonly counter: number;
}

/** Keys on people's phones and computers. What a browser is asked to sign is asked once, of one sign-in. */
@Injectable()
export class Passkeys {
  /** What the browser is told to make a new one. */
  async askToMake(tx: Tx, actor: Actor, origin: Origin): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { hostname: rpID } = new URL(origin);
    const options = await generateRegistrationOptions({
      rpID,
      rpName: rpID,
      userName: actor.likedName,
      userID: new Uint8Array(Buffer.from(actor.personId)),
      attestationType: 'none',
      excludeCredentials: (await this.idsOf(tx, actor)).map((id) => ({ id })),
    });
    await this.remember(tx, actor, options.challenge);
    return options;
  }

  /** Keeps a new one; false when the answer is not to what was asked. Refuses with `passkey-there`. */
  async add(tx: Tx, actor: Actor, { origin, answer }: PasskeyAnswer, name: string): Promise<boolean> {
    const response = readNewPasskey(answer);
    const challenge = await this.takeChallenge(tx, actor);
    if (response === undefined || challenge === undefined) return false;
    const checked = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: false,
    }).catch(() => undefined);
    if (checked?.verified !== true) return false;
    const { id, publicKey, counter } = checked.registrationInfo.credential;
    const key = Buffer.from(publicKey);
    await tx.query(SQL.ADD_PASSKEY, [...idsOf(actor), Buffer.from(id, 'base64url'), key, counter, name]);
    return true;
  }

  /** What the browser is told to sign with one of theirs. */
  async askToSign(tx: Tx, actor: Actor, origin: Origin): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const options = await generateAuthenticationOptions({
      rpID: new URL(origin).hostname,
      allowCredentials: (await this.idsOf(tx, actor)).map((id) => ({ id })),
    });
    await this.remember(tx, actor, options.challenge);
    return options;
  }

  /** Whether one of theirs signed what was asked, on a page of ours. */
  async use(tx: Tx, actor: Actor, { origin, answer }: PasskeyAnswer): Promise<boolean> {
    const response = readSigned(answer);
    const challenge = await this.takeChallenge(tx, actor);
    if (response === undefined || challenge === undefined) return false;
    const id = Buffer.from(response.id, 'base64url');
    const [row]: PasskeyRow[] = await tx.query(SQL.PASSKEY, [...idsOf(actor), id]);
    if (row === undefined) return false;
    const checked = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      credential: { id: response.id, publicKey: new Uint8Array(row.public_key), counter: row.counter },
      requireUserVerification: false,
    }).catch(() => undefined);
    if (checked?.verified !== true) return false;
    await tx.query(SQL.USE_PASSKEY, [actor.schemeId, row.id, checked.authenticationInfo.newCounter]);
    return true;
  }

  /** False when it is not theirs. */
  async remove(tx: Tx, actor: Actor, passkey: string): Promise<boolean> {
    const [removed]: [unknown[]] = await tx.query(SQL.REMOVE_PASSKEY, [...idsOf(actor), passkey]);
    return removed.length > 0;
  }

  private async idsOf(tx: Tx, actor: Actor): Promise<readonly string[]> {
    const rows: { credential_id: Buffer }[] = await tx.query(SQL.PASSKEYS, [...idsOf(actor)]);
    return rows.map(({ credential_id }) => credential_id.toString('base64url'));
  }

  private async remember(tx: Tx, { schemeId, signInId }: Actor, challenge: string): Promise<void> {
    await tx.query(SQL.ASK_PASSKEY, [schemeId, signInId, Buffer.from(challenge, 'base64url')]);
  }

  private async takeChallenge(tx: Tx, { schemeId, signInId }: Actor): Promise<string | undefined> {
    const [rows]: [{ challenge: Buffer }[]] = await tx.query(SQL.TAKE_CHALLENGE, [schemeId, signInId]);
    return rows[0]?.challenge.toString('base64url');
  }
}

function idsOf({ schemeId, personId }: Actor): readonly [string, string] {
  return [schemeId, personId];
}
