import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/index.js';
import { type ActorId, newId, parseId, type PersonId, type SchemeId, type SignInId } from '../shared/ids.js';
import type { Actor } from './actor.js';
import { KnownDevices } from './known-devices.service.js';
import type { Role } from './role.js';
import { Roles } from './roles.service.js';
import { hashOf, isSecret, newSecret } from './secret.js';
import { signedOutMeanwhile } from './second-factors.errors.js';
import { countingRoles, seesOthers } from './second-factor.js';
import { timeLeft } from './time-left.js';
import { END_SUCCESSOR, WAIT_FOR_ROLES, WHO_ASKS } from './sign-ins.sql.js';

/** How somebody came in, and from where. */
export interface Arrival {
  readonly channel: 'text' | 'email' | 'card';
  readonly network: string;
  /** The secret of the browser's device cookie, when it has one. */
  readonly device?: string;
}

/** A sign-in that was made, and the cookie that stands for it. The cookie is known here and nowhere else. */
export interface Started {
  readonly id: SignInId;
  readonly cookie: string;
  /** What they said about the device; nothing until they did. */
  readonly ownDevice: boolean | null;
}

interface Limits {
  readonly idle: string;
  readonly whole: string;
}

/** On a device of their own people stay signed in; who sees others' affairs never for long. */
const OWN_DEVICE: Limits = { idle: '90 days', whole: '90 days' };
const SHARED_DEVICE: Limits = { idle: '60 minutes', whole: '12 hours' };
const TRUSTED: Limits = { idle: '15 minutes', whole: '8 hours' };

interface SignInRow {
  readonly scheme_id: SchemeId;
  readonly id: SignInId;
  readonly person_id: PersonId;
  readonly liked_name: string;
  readonly own_device: boolean | null;
  readonly proved: boolean;
  /** Seconds. */
  readonly idle: number;
  readonly idle_limit: number;
  readonly whole: number;
  readonly stale: boolean;
  readonly roles: readonly Role[];
}

/** Who is signed in, on which browser. It is all in PostgreSQL, so ending a sign-in counts for the very next request. */
@Injectable()
export class SignIns {
  constructor(
    private readonly work: UnitOfWork,
    private readonly roles: Roles,
    private readonly devices: KnownDevices,
  ) {}

  /** Begins one inside the transaction that used the code up. Until they have said otherwise the device is a shared one. */
  async start(tx: Tx, scheme: SchemeId, person: PersonId, arrival: Arrival): Promise<Started> {
    const ownDevice = await this.devices.recall(tx, { scheme, person, device: arrival.device ?? '' });
    return this.insert(tx, scheme, person, { ...arrival, ownDevice });
  }

  /**
   * Who that cookie stands for now, in the scheme of that slug or in the only one there is; nobody when it is unknown, over,
   * revoked, or the person has left. It counts as being here, unless they are only being warned.
   */
  async actor(slug: string | undefined, cookie: string, counts = true): Promise<Actor | undefined> {
    if (!isSecret(cookie)) return undefined;
    const [found] = await this.work.look<SignInRow>(WHO_ASKS, [slug ?? null, hashOf(cookie)]);
    if (found === undefined) return undefined;
    const isSeen = counts && found.stale;
    if (isSeen) await this.see(found.scheme_id, found.id);
    const { idle, idle_limit: idleLimit, whole } = found;
    return {
      ...actorOf(found),
      timeLeft: timeLeft(isSeen ? idleLimit : idle, whole),
    };
  }

  /**
   * Notes whether the device is their own, in a new sign-in that takes the place of the one in hand, and for the next
   * time that they sign in where that device cookie is.
   */
  async answerDevice(actor: Actor, ownDevice: boolean, device = newSecret()): Promise<Started> {
    const { schemeId, signInId, personId } = actor;
    return this.work.write(schemeId, async (tx) => {
      await tx.query(WAIT_FOR_ROLES, [schemeId, personId]);
      const [rows]: [Arrival[]] = await tx.query(
        `UPDATE web_sign_in SET revoked_at = clock_timestamp() WHERE scheme_id = $1 AND id = $2 AND revoked_at IS NULL
         RETURNING channel, network`,
        [schemeId, signInId],
      );
      const [arrival] = rows;
      if (arrival === undefined) throw signedOutMeanwhile();
      await this.devices.remember(tx, { scheme: schemeId, person: personId, device }, ownDevice);
      return this.insert(tx, schemeId, personId, { ...arrival, ownDevice });
    });
  }

  /**
   * The same with the cookie that had its place taken moments ago, as by a second tap: the sign-in that took it ends, and
   * a new one begins. Nothing when there is none, or when they have signed out since.
   */
  async answerDeviceAgain(
    { scheme, cookie }: { readonly scheme: SchemeId; readonly cookie: string },
    ownDevice: boolean,
    device: string,
  ): Promise<Started | undefined> {
    return this.work.write(scheme, async (tx) => {
      const [[ended]]: [(Arrival & { person: PersonId })[]] = await tx.query(END_SUCCESSOR, [
        scheme,
        hashOf(cookie),
      ]);
      if (ended === undefined) return undefined;
      const { person, ...arrival } = ended;
      await this.devices.remember(tx, { scheme, person, device }, ownDevice);
      return this.insert(tx, scheme, person, { ...arrival, ownDevice });
    });
  }

  /** Ends the one that this cookie stands for, if there is one. */
  async end(scheme: SchemeId, cookie: string): Promise<void> {
    await this.work.write(
      scheme,
      (tx) =>
        tx.query(
          `UPDATE web_sign_in SET revoked_at = clock_timestamp()
           WHERE scheme_id = $1 AND token_hash = $2 AND revoked_at IS NULL`,
          [scheme, hashOf(cookie)],
        ),
      { keyed: true },
    );
  }

  private async insert(
    tx: Tx,
    scheme: SchemeId,
    person: PersonId,
    { channel, network, ownDevice }: Arrival & { readonly ownDevice: boolean | null },
  ): Promise<Started> {
    const started = { id: newId<SignInId>(), cookie: newSecret(), ownDevice };
    await tx.query(WAIT_FOR_ROLES, [scheme, person]);
    const { idle, whole } = limitsOf(await this.roles.of(tx, scheme, person), ownDevice === true);
    await tx.query(
      `INSERT INTO web_sign_in (scheme_id, id, person_id, token_hash, channel, network, own_device, idle_limit, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8::interval, clock_timestamp() + $9::interval)`,
      [scheme, started.id, person, hashOf(started.cookie), channel, network, ownDevice, idle, whole],
    );
    return started;
  }

  /** At most once a minute, so that looking costs no write. */
  private async see(scheme: SchemeId, signIn: SignInId): Promise<void> {
    await this.work.write(
      scheme,
      (tx) =>
        tx.query('UPDATE web_sign_in SET seen_at = clock_timestamp() WHERE scheme_id = $1 AND id = $2', [
          scheme,
          signIn,
        ]),
      { keyed: true },
    );
  }
}

function limitsOf(roles: readonly Role[], ownDevice: boolean): Limits {
  if (seesOthers(roles)) return TRUSTED;
  return ownDevice ? OWN_DEVICE : SHARED_DEVICE;
}

function actorOf(row: SignInRow): Actor {
  return {
    schemeId: row.scheme_id,
    personId: row.person_id,
    actorId: parseId<ActorId>(row.person_id),
    ...countingRoles(row.roles, row.proved),
    hasSecondFactor: row.proved,
    signInId: row.id,
    likedName: row.liked_name,
    isNewDevice: row.own_device === null,
  };
}
