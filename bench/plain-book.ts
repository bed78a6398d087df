import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm';

/** How pg hands over a bigint, and what a program wants to count with. */
const counted: ValueTransformer = { to: (value: unknown) => value, from: (value: unknown) => Number(value) };

/** The same tables as the ledger's, with the same columns and keys, as entities and nothing else. */
@Entity('bench_account')
export class PlainAccount {
  @PrimaryColumn('uuid', { name: 'scheme_id' }) schemeId = '';
  @PrimaryColumn('uuid') id = '';
  @Column('uuid', { name: 'owner_id' }) ownerId = '';
  @Column('text') kind = '';
  @Column('boolean', { name: 'keeps_balance' }) keepsBalance = true;
  @Column('bigint', { transformer: counted }) balance = 0;
  @Column('bigint', { name: 'last_seq', transformer: counted }) lastSeq = 0;
  @Column('timestamptz', { name: 'last_recorded_at' }) lastRecordedAt?: Date;
}

@Entity('bench_entry')
export class PlainEntry {
  @PrimaryColumn('uuid', { name: 'scheme_id' }) schemeId = '';
  @PrimaryGeneratedColumn('uuid') id?: string;
  @Column('text') kind = '';
  @Column('text', { name: 'source_key' }) sourceKey = '';
  @Column('bytea', { name: 'content_hash' }) contentHash?: Buffer;
  @Column('date', { name: 'occurred_on' }) occurredOn = '';
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt?: Date;
  @Column('uuid', { name: 'recorded_by' }) recordedBy = '';
  @Column('uuid', { name: 'on_behalf_of', nullable: true }) onBehalfOf?: string | null;
  @Column('text', { nullable: true }) reason?: string | null;
  @Column('bigint', { name: 'made_up', transformer: counted }) madeUp = 0;
  @Column('bigint', { name: 'transfers_after', generated: 'identity', transformer: counted })
  transfersAfter?: number;
}

@Entity('bench_transfer')
export class PlainTransfer {
  @PrimaryColumn('uuid', { name: 'scheme_id' }) schemeId = '';
  @PrimaryColumn('bigint', { transformer: counted }) id = 0;
  @Column('uuid', { name: 'entry_id' }) entryId = '';
  @Column('uuid', { name: 'debit_account_id' }) debitAccountId = '';
  @Column('uuid', { name: 'credit_account_id' }) creditAccountId = '';
  @Column('integer') amount = 0;
  @Column('bigint', { name: 'reverses_id', nullable: true }) reversesId?: string | null;
  @Column('bigint', { name: 'closes_id', nullable: true }) closesId?: string | null;
  @Column('bigint', { name: 'debit_seq', nullable: true }) debitSeq?: string | null;
  @Column('bigint', { name: 'debit_balance', nullable: true }) debitBalance?: string | null;
  @Column('bigint', { name: 'credit_seq', transformer: counted }) creditSeq = 0;
  @Column('bigint', { name: 'credit_balance', transformer: counted }) creditBalance = 0;
}
