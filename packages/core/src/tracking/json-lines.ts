import { appendBytes } from '../documents/append-bytes.ts';
import { readRegular } from '../documents/read-regular.ts';
import { writeAtomic } from '../documents/write-atomic.ts';
import { DataError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { oneLine } from '../show.ts';
import type { TrackedRun, TrackEvent, Tracker } from './tracker.ts';

/** The most bytes of a file that is gone on with. */
const largest = 2 ** 31;

/** A line of the file, and what it is of. */
interface Line {
  readonly text: string;
  readonly run: string;
  readonly event: string;
  readonly step: number;
  readonly isFinish: boolean;
}

/**
 * Keeps runs in one file as JSON Lines, one object per line, only ever written at its end while a run goes on: `{ "run", "event": "begin", "name", "group", "config" }`,
 * `{ "run", "event": "values", "step", "values" }` and `{ "run", "event": "end", "status" }`. There are no times in it: the same runs give the same bytes.
 * What the file has of a run that is resumed or made again, after the step where that begins, is taken out first, so that every step is there once, also when
 * the process before was killed in the middle of a line. One process at a time may write it.
 *
 * @param file - The file; missing folders are made.
 * @throws {@link StorageError} when it cannot be written, {@link DataError} when it is there and holds something else; both when a run begins.
 */
export function jsonLines(file: string): Tracker {
  /** The runs in the file, and those that it has to their end. */
  let known: { readonly all: Set<string>; readonly finished: Set<string> } | undefined;
  const runs = (): NonNullable<typeof known> => {
    if (known) return known;
    const lines = readLines(file);
    const finished = lines.filter(({ isFinish }) => isFinish);
    return (known = { all: new Set(lines.map(({ run }) => run)), finished: new Set(finished.map(({ run }) => run)) });
  };
  return {
    name: 'jsonl',
    has: ({ id }) => runs().finished.has(id),
    onEvent(event) {
      const { all, finished } = runs();
      const { id } = event.run;
      if (event.kind === 'begin') {
        finished.delete(id);
        if (all.has(id) && takeUp(file, event.run, event.step)) return;
        all.add(id);
      }
      append(file, linesOf(event));
      if (event.kind === 'end' && event.status === 'finished') finished.add(id);
    },
  };
}

function append(file: string, lines: readonly object[]): void {
  appendBytes(file, new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
}

/** Takes out what the file has of a run after a step, and half a line. Says whether the beginning of the run is still there. */
function takeUp(file: string, { id }: TrackedRun, step: number): boolean {
  const lines = readLines(file);
  const end = lines.findIndex((line) => line.run === id && line.event === 'end');
  const last = end < 0 ? lines.length : end;
  const kept = lines.filter((line, index) => line.run !== id || (step > 0 && line.step <= step && index < last));
  if (kept.length < lines.length) writeAtomic(file, kept.map(({ text }) => `${text}\n`).join(''));
  return kept.some(({ run }) => run === id);
}

function linesOf(event: TrackEvent): readonly object[] {
  const { id: run, name, group, config } = event.run;
  if (event.kind === 'begin') return [{ run, event: 'begin', name, group, config }];
  if (event.kind === 'end') return [{ run, event: 'end', status: event.status }];
  return event.points.map(({ step, values }) => ({ run, event: 'values', step, values }));
}

/** The lines of the file. The last one is left out, and taken out of the file, where it was not written to its end. */
function readLines(file: string): readonly Line[] {
  const text = new TextDecoder().decode(bytesOf(file));
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole
    .split('\n')
    .slice(0, -1)
    .map((line, index) => read(file, line, index));
  if (whole.length < text.length) writeAtomic(file, whole);
  return lines;
}

function bytesOf(file: string): Uint8Array {
  try {
    return readRegular(file, largest) ?? new Uint8Array(0);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    throw new DataError(`${oneLine(file)} cannot be gone on with: ${error.message}.`, { cause: error });
  }
}

function read(file: string, text: string, index: number): Line {
  try {
    const line: unknown = JSON.parse(text);
    if (isRecord(line) && typeof line.run === 'string' && typeof line.event === 'string') {
      const { run, event, step = 0, status } = line;
      return { text, run, event, step: Number(step), isFinish: event === 'end' && status === 'finished' };
    }
  } catch {
    // Said below.
  }
  throw new DataError(`${oneLine(file)} is no file of tracked runs: line ${index + 1} is something else.`);
}
