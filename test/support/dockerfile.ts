import { readFileSync } from 'node:fs';

/** One COPY: what is taken, from where, and where it is put. */
export interface Copy {
  /** The stage that it is taken from; the project itself when there is none. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly to: string;
}

/** One stage of an image, from FROM to the next FROM. */
export interface Stage {
  readonly name: string | undefined;
  readonly base: string;
  readonly copies: readonly Copy[];
  readonly runs: readonly string[];
  /** Every other instruction by its name, the last one of each. */
  readonly says: Readonly<Record<string, string>>;
}

/** The stages of a Dockerfile, which has one instruction on each line. */
export function stagesOf(file: string): readonly Stage[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const starts = lines.flatMap((line, at) => (line.startsWith('FROM ') ? [at] : []));
  return starts.map((start, at) => stageOf(lines.slice(start, starts[at + 1])));
}

function stageOf([first = '', ...rest]: readonly string[]): Stage {
  const [, base = '', name] = /^FROM (\S+)(?: AS (\S+))?$/.exec(first) ?? [];
  const told = rest.map((line) => {
    const at = line.indexOf(' ');
    return [line.slice(0, at), line.slice(at + 1)] as const;
  });
  const of = (wanted: string) => told.filter(([word]) => word === wanted).map(([, said]) => said);
  return { name, base, copies: of('COPY').map(copyOf), runs: of('RUN'), says: Object.fromEntries(told) };
}

function copyOf(said: string): Copy {
  const words = said.split(' ');
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const files = words.filter((word) => !word.startsWith('--'));
  return { from, sources: files.slice(0, -1), to: files.at(-1) ?? '' };
}
