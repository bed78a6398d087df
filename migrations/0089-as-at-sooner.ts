import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BALANCE_RECORDED_BY } from './0008-ledger-as-at.js';

const HALVING = 'CASE WHEN v_guesses % 3 = 0 OR v_low = 0 THEN';
const SELDOM_HALVING = 'CASE WHEN v_low = 0 OR (v_guesses > 4 AND v_guesses % 2 = 0) THEN';
const FIRST_LOOK = 'IF v_high_at <= p_moment THEN';

/**
 * What an account held at a past moment, in fewer looks: the guess that halves comes only where guessing by the time did not
 * help. For an account that is not there the answer is none, so whoever asks need not look for the account as well.
 */
export class AsAtSooner1764000000089 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const sooner = BALANCE_RECORDED_BY.replace(HALVING, SELDOM_HALVING).replace(
      FIRST_LOOK,
      `IF NOT FOUND THEN
      RETURN NULL;
    END IF;
    ${FIRST_LOOK}`,
    );
    await runner.query(again(sooner));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(again(BALANCE_RECORDED_BY));
  }
}

function again(definition: string): string {
  return definition.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION');
}
