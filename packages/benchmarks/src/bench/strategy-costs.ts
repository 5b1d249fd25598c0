import type { BalancerNeeds } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import { median } from '../statistics/summary.ts';
import { type BlockOptions, measureSteps, type OwnBlock } from './measure-steps.ts';
import { publishedStepTimes } from './published-step-times.ts';
import type { TrainOptions } from './train-workload.ts';
import { weighMicroseconds } from './weigh-time.ts';
import { noiseDataset } from './workloads/noise.ts';
import type { Workload } from './workloads/workload.ts';

/** What a strategy costs with so many tasks. */
export interface CostRow {
  /** The workload. */
  readonly workload: string;
  /** The strategy, as text. */
  readonly strategy: string;
  /** The statistics that it needs. */
  readonly needs: BalancerNeeds;
  /** How many tasks. */
  readonly tasks: number;
  /** The engine that ran the steps. */
  readonly engine: string;
  /** Threads that a step may use. */
  readonly threads: number;
  /** The median over the rounds of the median step. */
  readonly ms: number;
  /** The same with equal weights, measured in turns with the strategy. */
  readonly equalMs: number;
  /** The median over the rounds of one by the other. */
  readonly ratio: number;
  /** The ratio that was published for as many tasks; `null` where none was. */
  readonly published: number | null;
  /** What the strategy's own rule takes, on the host, in microseconds; `null` for a rule in the graph. */
  readonly weighUs: number | null;
  /** Its share of a step. */
  readonly weighShare: number | null;
  /** Processor time over the time that passed, the lower of the strategy's and equal's: below 1 something else took the processor. */
  readonly cores: number;
  /** `ms` by that with the fewest tasks that were measured. */
  readonly growth: number;
}

/** How strategies are measured. */
export interface CostOptions extends BlockOptions, Omit<TrainOptions, 'strategy'> {
  /** The strategies, as text. */
  readonly strategies: readonly string[];
  /** Rounds: in each, every strategy makes a block of steps after a block with equal weights. */
  readonly rounds: number;
  /** Called after each pair of blocks. */
  readonly onPair?: () => void;
}

/**
 * Times the steps of strategies beside those with equal weights, in turns.
 *
 * @param workloads - What is trained: one workload with several numbers of tasks, ascending.
 * @param options - How it is measured.
 */
export async function measureCosts(workloads: readonly Workload[], options: CostOptions): Promise<readonly CostRow[]> {
  const rows: CostRow[] = [];
  for (const workload of workloads) {
    const pairs = await measurePairs(workload, options);
    for (const strategy of options.strategies) {
      const fewest = rows.find((row) => row.strategy === strategy);
      rows.push(rowOf(workload, { strategy, pairs: pairs.get(strategy) ?? [], threads: options.threads, fewest }));
    }
  }
  return rows;
}

/** A block with equal weights, and the block of a strategy right after it. */
interface Pair {
  readonly equal: OwnBlock;
  readonly own: OwnBlock;
}

async function measurePairs(workload: Workload, options: CostOptions): Promise<ReadonlyMap<string, readonly Pair[]>> {
  const { strategies, rounds, onPair } = options;
  const dataset = noiseDataset(workload, options.warmUp);
  const block = (strategy: string): Promise<OwnBlock> => measureSteps(workload, dataset, { ...options, strategy });
  const pairs = new Map(strategies.map((strategy): [string, Pair[]] => [strategy, []]));
  await block('equal'); // Warms the process up.
  for (let round = 0; round < rounds; round += 1) {
    for (const [strategy, found] of pairs) {
      found.push({ equal: await block('equal'), own: await block(strategy) });
      onPair?.();
    }
  }
  return pairs;
}

interface Found {
  readonly strategy: string;
  readonly pairs: readonly Pair[];
  readonly threads: number;
  readonly fewest: CostRow | undefined;
}

function rowOf({ name, tasks: { length: tasks } }: Workload, { strategy, pairs, threads, fewest }: Found): CostRow {
  const step = (block: OwnBlock): number => median(block.milliseconds);
  const [own, equal] = [pairs.map((pair) => pair.own), pairs.map((pair) => pair.equal)];
  const ms = median(own.map(step));
  const weighUs = weighMicroseconds(strategy, tasks);
  const { name: kind, needs } = parseStrategy(strategy);
  return {
    workload: name,
    strategy,
    needs,
    tasks,
    engine: pairs[0]?.own.engine ?? '',
    threads,
    ms,
    equalMs: median(equal.map(step)),
    ratio: median(pairs.map((pair) => step(pair.own) / step(pair.equal))),
    published: publishedStepTimes[kind]?.[tasks] ?? null,
    weighUs,
    weighShare: weighUs === null ? null : weighUs / 1000 / ms,
    cores: Math.min(...[own, equal].map((blocks) => median(blocks.map(({ cpu }) => cpu.cores)))),
    growth: ms / (fewest?.ms ?? ms),
  };
}
