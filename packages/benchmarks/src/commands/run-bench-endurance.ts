import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { InvalidOptionError } from '@equipoise/core';

import { type EnduranceRow, fewestSteps, measureEndurance } from '../bench/endurance.ts';
import { enduranceText } from '../bench/endurance-text.ts';
import type { TrainOptions } from '../bench/train-workload.ts';
import { workloadOf } from '../bench/workloads/registry.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { printBench } from './bench-print.ts';
import { strategiesOf } from './strategies-of.ts';

const owner = 'bench endurance';

/** What `equipoise bench endurance` is given, after commander has checked each option by itself. */
export interface BenchEnduranceArguments extends Omit<TrainOptions, 'strategy'> {
  /** The workload. */
  readonly workload: string;
  /** Strategies with commas between, or `all`. */
  readonly strategies: string;
  /** Steps of the run. */
  readonly steps: number;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise bench endurance` is asked: trains and prints. Each of several strategies is trained in a process of
 * its own, so that no peak of memory is that of another one.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when something in it is wrong.
 */
export async function runBenchEndurance(args: BenchEnduranceArguments): Promise<void> {
  workloadOf(owner, args.workload);
  const strategies = strategiesOf(owner, args.strategies);
  if (args.steps < fewestSteps) throw new InvalidOptionError(owner, 'steps', `at least ${fewestSteps}`, args.steps);
  const rows: EnduranceRow[] = [];
  for (const strategy of strategies) {
    rows.push(await (strategies.length === 1 ? measure(args, strategy) : measureApart(args, strategy)));
  }
  printBench(rows, { text: enduranceText, json: args.json === true });
}

async function measure(
  { workload, engine, threads, steps }: BenchEnduranceArguments,
  strategy: string,
): Promise<EnduranceRow> {
  const line = progressLine(process.stderr);
  const onStep = (step: number): void => line.show({ ended: 0, kept: 0, total: 1, share: step / steps });
  const options = { strategy, engine, threads, steps, onStep };
  return measureEndurance(workloadOf(owner, workload), options).finally(() => line.clear());
}

/** The same in another process, by this very command. */
async function measureApart(args: BenchEnduranceArguments, strategy: string): Promise<EnduranceRow> {
  const cli = fileURLToPath(new URL('../cli.js', import.meta.url));
  const { workload, engine, threads, steps } = args;
  const options = { workload, strategies: strategy, engine, threads, steps };
  const words = Object.entries(options).flatMap(([option, value]) => [`--${option}`, String(value)]);
  const running = promisify(execFile)(process.execPath, [cli, 'bench', 'endurance', ...words, '--json']);
  running.child.stderr?.pipe(process.stderr); // Its progress.
  const { stdout } = await running;
  const { rows } = JSON.parse(stdout) as { readonly rows: readonly EnduranceRow[] };
  const [row] = rows;
  if (!row) throw new Error(`bench endurance measured nothing of ${strategy}.`);
  return row;
}
