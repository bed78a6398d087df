import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What the same book would be with entities and nothing else: an account with its balance. */
@Entity('bench_account')
export class PlainAccount {
  @PrimaryColumn('uuid') id = '';
  @Column('integer') balance = 0;
}

@Entity('bench_entry')
export class PlainEntry {
  @PrimaryGeneratedColumn('uuid') id?: string;
  @Column('uuid') schemeId = '';
  @Column('text') kind = '';
  @Column('text', { unique: true }) sourceKey = '';
  @Column('date') occurredOn = '';
  @Column('timestamptz', { default: () => 'now()' }) recordedAt?: string;
  @Column('uuid') recordedBy = '';
}

@Entity('bench_transfer')
export class PlainTransfer {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id?: string;
  @Column('uuid') entryId = '';
  @Column('uuid') debitAccountId = '';
  @Column('uuid') creditAccountId = '';
  @Column('integer') amount = 0;
}
