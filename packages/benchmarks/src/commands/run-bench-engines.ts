import { didYouMean, InvalidOptionError, listed } from '@equipoise/core';

import { type EngineCase, engineCases } from '../bench/engine-cases.ts';
import { type EngineRow, measureEngines } from '../bench/engines.ts';
import { enginesText } from '../bench/engines-text.ts';
import { printBench } from './bench-print.ts';
import { benchProgress } from './bench-progress.ts';

/** What `equipoise bench engines` is given, after commander has checked each option by itself. */
export interface BenchEnginesArguments {
  /** Models with commas between, or `all`. */
  readonly model: string;
  /** Rounds. */
  readonly rounds: number;
  /** Steps of a block before those that are counted. */
  readonly warmUp: number;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise bench engines` is asked: measures and prints.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when something in it is wrong.
 */
export async function runBenchEngines(args: BenchEnginesArguments): Promise<void> {
  const cases = selected(await engineCases(), args.model);
  const progress = benchProgress(cases.length);
  const rows: EngineRow[] = [];
  try {
    for (const each of cases) {
      rows.push(await measureEngines(each, args));
      progress.next();
    }
  } finally {
    progress.clear();
  }
  printBench(rows, { text: enginesText, json: args.json === true });
}

function selected(cases: readonly EngineCase[], list: string): readonly EngineCase[] {
  if (list === 'all') return cases;
  const known = [...new Set(cases.map(({ workload }) => workload.name))];
  const names = list.split(',').map((name) => name.trim());
  for (const name of names) {
    if (known.includes(name)) continue;
    const expected = `all, or some of ${listed(known)}${didYouMean(name, known)}`;
    throw new InvalidOptionError('bench engines', 'model', expected, name);
  }
  return cases.filter(({ workload }) => names.includes(workload.name));
}
