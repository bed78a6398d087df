import { UnitOfWork } from '../database/index.js';
import {
  type ExportCounts,
  type ExportFormat,
  Exports,
  Seals,
  SealsQueries,
  signedNote,
} from '../ledger/index.js';
import { ParticipantsQueries } from '../participants/index.js';
import type { Scheme } from '../schemes/index.js';
import { DomainError } from '../shared/domain-error.js';
import { ExportFolder } from './export-folder.js';
import { counted } from './options.js';
import { progressOf } from './progress.js';
import { inScheme, LONG_MS, type Session } from './session.js';

export interface ExportOptions {
  readonly scheme?: string;
  readonly format: ExportFormat;
  readonly out: string;
  readonly seal: boolean;
}

export function writeExport(options: ExportOptions): Promise<void> {
  return inScheme(options.scheme, async (session, scheme) => {
    const counts = await exportBook(session, scheme, options);
    process.stdout.write(inWords(counts, options.out));
  });
}

async function exportBook(session: Session, scheme: Scheme, options: ExportOptions): Promise<ExportCounts> {
  const work = session.get(UnitOfWork);
  const folder = new ExportFolder(options.out, session.get(Exports).filesOf(options.format));
  const progress = progressOf('entries');
  try {
    if (options.seal) {
      const choices = { statementTimeoutMs: LONG_MS };
      await work.write(scheme.id, (tx) => session.get(Seals).seal(tx, scheme.id), choices);
    }
    return await work.read(
      scheme.id,
      async (view) => {
        const counts = await session.get(Exports).write(view, scheme.id, {
          format: options.format,
          origin: `galaxies/${scheme.slug}`,
          refs: await session.get(ParticipantsQueries).refs(view, scheme.id),
          write: (chunk) => folder.append(chunk),
          onEntries: (done, of) => progress.at(done, of),
        });
        const checkpoint = await latestNote(session, view, scheme);
        await folder.complete({ ...manifestOf(options.format, scheme), counts, checkpoint });
        return counts;
      },
      { statementTimeoutMs: LONG_MS },
    );
  } finally {
    progress.stop();
    await folder.abandon();
  }
}

/** The newest checkpoint as a signed note, or nothing before the first seal. */
async function latestNote(
  session: Session,
  view: Parameters<SealsQueries['latest']>[0],
  scheme: Scheme,
): Promise<string | null> {
  try {
    const { checkpoint, signatures } = await session.get(SealsQueries).latest(view, scheme.id);
    return signedNote(checkpoint, signatures);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unknown-seal') return null;
    throw error;
  }
}

function manifestOf(format: ExportFormat, { id, slug, name, timeZone, words }: Scheme) {
  return {
    format,
    scheme: { id, slug, name, time_zone: timeZone, galaxy: { one: words.one, many: words.many } },
  };
}

function inWords({ accounts, entries, transfers, seals, unsealed }: ExportCounts, out: string): string {
  const held = [
    counted(entries, 'entry', 'entries'),
    counted(transfers, 'transfer'),
    counted(accounts, 'account'),
    counted(seals, 'seal'),
  ];
  const waiting =
    unsealed === 0
      ? ''
      : `No seal fixes ${counted(unsealed, 'entry', 'entries')} yet: they stand at the end.\n`;
  return `Wrote ${held.join(', ')} to ${out}.\n${waiting}`;
}
