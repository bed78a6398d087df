import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ExportsQueries } from './exports.queries.js';
import { Exports } from './exports.service.js';
import { LedgerQueries } from './ledger.queries.js';
import { Ledger } from './ledger.service.js';
import { Proofs } from './proofs.service.js';
import { SealKey } from './seal-key.js';
import { SealKeyring } from './seal-keyring.js';
import { SealsQueries } from './seals.queries.js';
import { Seals } from './seals.service.js';

const LEDGER = [Ledger, LedgerQueries, Seals, SealsQueries, Proofs, Exports, ExportsQueries];

/** The book. Every feature may record in it, so it is there for all of them. */
@Global()
@Module({})
export class LedgerModule {
  /** `sealKey` is an Ed25519 private key as PKCS#8 PEM; without it seals are not signed. */
  static forRoot({ sealKey }: { readonly sealKey?: string | undefined }): DynamicModule {
    const keyring = new SealKeyring(sealKey === undefined ? undefined : SealKey.fromPem(sealKey));
    return {
      module: LedgerModule,
      providers: [{ provide: SealKeyring, useValue: keyring }, ...LEDGER],
      exports: LEDGER,
    };
  }
}
