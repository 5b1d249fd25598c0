import { InvalidOptionError } from '@equipoise/core';

import { dataText } from '../bench/data/data-text.ts';
import { type DataOptions, measureData } from '../bench/data/measure-data.ts';
import { measureStreaming } from '../bench/data/measure-streaming.ts';
import { streamingText } from '../bench/data/streaming-text.ts';
import { openPandas } from '../bench/peer/pandas.ts';
import { printBench } from './bench-print.ts';
import { benchProgress } from './bench-progress.ts';

/** What `equipoise bench data` is given, after commander has checked each option by itself. */
export interface BenchDataArguments extends Pick<DataOptions, 'content'> {
  /** Rows of the table. */
  readonly rows?: number;
  /** How often each side reads it. */
  readonly rounds?: number;
  /** Whether to train on the file without having it in memory. */
  readonly streaming?: boolean;
  /** What is measured beside. */
  readonly peer?: 'pandas';
  /** The Python that has pandas and scikit-learn. */
  readonly python?: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise bench data` is asked: measures and prints.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when something in it is wrong.
 */
export async function runBenchData(args: BenchDataArguments): Promise<void> {
  if (args.streaming === true) return runStreaming(args);
  const { peer, python, json, content, rows = 1_000_000, rounds = 3 } = args;
  if (peer === undefined && python !== undefined) {
    throw new InvalidOptionError('bench data', 'python', 'left out without --peer pandas', python);
  }
  const pandas = peer === 'pandas' ? await openPandas(python) : undefined;
  const progress = benchProgress(rounds * (pandas ? 2 : 1));
  const table = { content, rows, rounds };
  const options = { ...table, onReading: () => progress.next(), ...(pandas ? { peer: pandas.read } : {}) };
  const row = await measureData(options).finally(() => progress.clear());
  printBench([row], { text: dataText, json: json === true, machine: pandas ? { peer: pandas.machine } : {} });
}

async function runStreaming({ content, rows = 8_000_000, json, ...others }: BenchDataArguments): Promise<void> {
  for (const option of ['rounds', 'peer', 'python'] as const) {
    if (others[option] === undefined) continue;
    throw new InvalidOptionError('bench data', option, 'left out with --streaming', others[option]);
  }
  printBench([await measureStreaming({ content, rows })], { text: streamingText, json: json === true });
}
