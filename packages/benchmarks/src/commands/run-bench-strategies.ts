import { type CostOptions, measureCosts } from '../bench/strategy-costs.ts';
import { costsText } from '../bench/strategy-costs-text.ts';
import { workloadOf } from '../bench/workloads/registry.ts';
import { printBench } from './bench-print.ts';
import { benchProgress } from './bench-progress.ts';
import { strategiesOf } from './strategies-of.ts';

const owner = 'bench strategies';

/** What `equipoise bench strategies` is given, after commander has checked each option by itself. */
export interface BenchStrategiesArguments extends Omit<CostOptions, 'strategies' | 'onPair'> {
  /** Numbers of tasks. */
  readonly tasks: readonly number[];
  /** The workload. */
  readonly workload: string;
  /** Strategies with commas between, or `all`. */
  readonly strategies: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise bench strategies` is asked: measures and prints.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when something in it is wrong.
 */
export async function runBenchStrategies(args: BenchStrategiesArguments): Promise<void> {
  const counts = [...new Set(args.tasks)].sort((a, b) => a - b);
  const workloads = counts.map((tasks) => workloadOf(owner, args.workload, tasks));
  const strategies = strategiesOf(owner, args.strategies);
  const { engine, threads, steps, warmUp, rounds } = args;
  const progress = benchProgress(workloads.length * strategies.length * rounds);
  const options = { strategies, engine, threads, steps, warmUp, rounds, onPair: () => progress.next() };
  const rows = await measureCosts(workloads, options).finally(() => progress.clear());
  printBench(rows, { text: costsText, json: args.json === true });
}
