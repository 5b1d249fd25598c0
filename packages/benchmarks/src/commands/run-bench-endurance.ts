import { InvalidOptionError } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import { fewestSteps, measureEndurance } from '../bench/endurance.ts';
import { enduranceText } from '../bench/endurance-text.ts';
import type { TrainOptions } from '../bench/train-workload.ts';
import { workloadOf } from '../bench/workloads/registry.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { printBench } from './bench-print.ts';

const owner = 'bench endurance';

/** What `equipoise bench endurance` is given, after commander has checked each option by itself. */
export interface BenchEnduranceArguments extends TrainOptions {
  /** The workload. */
  readonly workload: string;
  /** Steps of the run. */
  readonly steps: number;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise bench endurance` is asked: trains and prints.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when something in it is wrong.
 */
export async function runBenchEndurance(args: BenchEnduranceArguments): Promise<void> {
  const workload = workloadOf(owner, args.workload);
  parseStrategy(args.strategy);
  if (args.steps < fewestSteps) throw new InvalidOptionError(owner, 'steps', `at least ${fewestSteps}`, args.steps);
  const line = progressLine(process.stderr);
  const { strategy, engine, threads, steps } = args;
  const row = await measureEndurance(workload, {
    ...{ strategy, engine, threads, steps },
    onStep: (step) => line.show({ ended: 0, kept: 0, total: 1, share: step / steps }),
  }).finally(() => line.clear());
  printBench([row], { text: enduranceText, json: args.json === true });
}
