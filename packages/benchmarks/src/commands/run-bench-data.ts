import { InvalidOptionError } from '@equipoise/core';

import { dataText } from '../bench/data/data-text.ts';
import { type DataOptions, measureData } from '../bench/data/measure-data.ts';
import { openPandas } from '../bench/peer/pandas.ts';
import { printBench } from './bench-print.ts';
import { benchProgress } from './bench-progress.ts';

/** What `equipoise bench data` is given, after commander has checked each option by itself. */
export interface BenchDataArguments extends Pick<DataOptions, 'content' | 'rows' | 'rounds'> {
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
export async function runBenchData({ peer, python, json, ...table }: BenchDataArguments): Promise<void> {
  if (peer === undefined && python !== undefined) {
    throw new InvalidOptionError('bench data', 'python', 'left out without --peer pandas', python);
  }
  const pandas = peer === 'pandas' ? await openPandas(python) : undefined;
  const progress = benchProgress(table.rounds * (pandas ? 2 : 1));
  const options = { ...table, onReading: () => progress.next(), ...(pandas ? { peer: pandas.read } : {}) };
  const row = await measureData(options).finally(() => progress.clear());
  printBench([row], { text: dataText, json: json === true, machine: pandas ? { peer: pandas.machine } : {} });
}
