import { readFileSync } from 'node:fs';
import { UnitOfWork } from '../database/index.js';
import { type Checkpoint, Proofs, readCheckpoint } from '../ledger/index.js';
import type { IsoInstant } from '../shared/calendar.js';
import { Clock } from '../shared/clock.js';
import { expectPast, momentIn, type PastMoment } from './as-at.js';
import { counted } from './options.js';
import { type WholeProof, withSources } from './prove-sources.js';
import { inScheme, LONG_MS } from './session.js';
import { Stopped } from './stopped.js';

export interface ProveOptions {
  readonly scheme?: string;
  readonly checkpoint?: string;
  readonly asAt?: PastMoment;
  readonly json?: true;
}

/** The most rows that are printed under one check; `--json` has them all. */
const MOST_FINDINGS = 100;

export function prove(options: ProveOptions): Promise<void> {
  return inScheme(options.scheme, async (session, scheme) => {
    const proofs = session.get(Proofs);
    const work = session.get(UnitOfWork);
    if (options.asAt !== undefined) expectPast(scheme, options.asAt, session.get(Clock).now());
    const choices = {
      saved: options.checkpoint === undefined ? undefined : readSaved(options.checkpoint),
      asAt: options.asAt === undefined ? undefined : await momentIn(scheme, options.asAt, work),
    };
    const proof = await work.read(
      scheme.id,
      async (view) => withSources(view, scheme.id, await proofs.prove(view, scheme.id, choices)),
      { statementTimeoutMs: LONG_MS },
    );
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ scheme: scheme.slug, asAt: choices.asAt, ...proof }, undefined, 2)}\n`
        : inWords(proof, scheme.name, choices.asAt),
    );
    if (!proof.holds) process.exitCode = 1;
  });
}

function readSaved(path: string): Checkpoint {
  const saved = readCheckpoint(readFileSync(path, 'utf8'));
  if (saved === undefined) {
    throw new Stopped(`"${path}" holds no checkpoint. \`galaxies checkpoint\` prints what belongs there.`);
  }
  return saved;
}

function inWords({ holds, checks, counts }: WholeProof, name: string, asAt?: IsoInstant): string {
  const wrong = checks.filter((check) => !check.holds).length;
  const looked = [
    counted(counts.entries, 'entry', 'entries'),
    counted(counts.transfers, 'transfer'),
    `${counted(counts.seals, 'seal')} (${String(counts.signedSeals)} signed)`,
  ];
  const lines = [
    ...checks.flatMap(linesOf),
    '',
    `Looked at ${looked.join(', ')}.`,
    ...(asAt === undefined ? [] : [`Looked at every balance as at ${asAt}, too.`]),
    ...(counts.unsealed === 0
      ? []
      : [`No seal fixes ${counted(counts.unsealed, 'entry', 'entries')} yet: the next one will.`]),
    holds
      ? `The book of ${name} adds up.`
      : `The book of ${name} does NOT add up: ${counted(wrong, 'answer is no', 'answers are no')}.`,
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf({ holds, sentence, findings }: WholeProof['checks'][number]): readonly string[] {
  const rows = findings.slice(0, MOST_FINDINGS).map(({ subject, detail }) => `       ${subject} ${detail}`);
  const more = findings.length - rows.length;
  return [
    `${holds ? 'yes' : 'NO '}  ${sentence}`,
    ...rows,
    ...(more > 0 ? [`       and ${more.toLocaleString('en-GB')} more, which --json lists`] : []),
  ];
}
