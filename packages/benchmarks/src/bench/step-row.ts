import { mean, median } from '../statistics/summary.ts';
import type { Block, OwnBlock } from './measure-steps.ts';
import type { Workload } from './workloads/workload.ts';

/** A number of ours and the one of the peer; `null` when that was not measured. */
export interface Both {
  /** Ours. */
  readonly ms: number;
  /** The peer's. */
  readonly peerMs: number | null;
}

/** What one training step takes. */
export interface StepRow extends Both {
  /** The workload. */
  readonly workload: string;
  /** The strategy, as text. */
  readonly strategy: string;
  /** The engine that ran our steps. */
  readonly engine: string;
  /** Threads that a step may use, on either side. */
  readonly threads: number;
  /** `ms` by `peerMs`. */
  readonly ratio: number | null;
  /** How many steps of a round were counted. */
  readonly steps: number;
  /** How many tasks. */
  readonly tasks: number;
  /** How many numbers are trained. */
  readonly parameters: number;
  /** What our first step takes beyond a later one, in milliseconds: tracing it and loading its graphs. */
  readonly compileMs: number;
  /** What lies between two of our steps, in milliseconds: the next batch is gathered, and `fit` keeps its records. */
  readonly betweenMs: number;
  /** The share of that in the time from one step to the next. */
  readonly inputShare: number;
  /** The median step of each round; `ms` and `peerMs` are the medians of these. */
  readonly rounds: readonly (Both & { readonly ratio: number | null })[];
  /** The mean step of a round, the median over the rounds: unlike a median it sees what happens now and then. */
  readonly mean: Both;
  /** The fastest step of all. */
  readonly fastest: Both;
  /** Processor time of the whole process over the counted steps, for one step. */
  readonly cpu: Both;
  /** Processor time over the time that passed: below 1 something else took the processor. */
  readonly cores: { readonly ours: number; readonly peer: number | null };
}

/** What a row is made of. */
export interface MeasuredBlocks {
  /** The strategy, as text. */
  readonly strategy: string;
  /** Threads that a step may use. */
  readonly threads: number;
  /** Our block of each round, at least one. */
  readonly ours: readonly OwnBlock[];
  /** The peer's block of each round; none when it was not measured. */
  readonly theirs: readonly Block[];
}

/**
 * What blocks of steps say of one step.
 *
 * @param workload - What was trained.
 * @param measured - The blocks.
 */
export function stepRow(workload: Workload, { strategy, threads, ours, theirs }: MeasuredBlocks): StepRow {
  const overRounds = (value: (block: Block) => number): Both => ({
    ms: median(ours.map(value)),
    peerMs: theirs.length > 0 ? median(theirs.map(value)) : null,
  });
  const fastest = (blocks: readonly Block[]): number => Math.min(...blocks.flatMap((block) => block.milliseconds));
  const cores = overRounds(({ cpu }) => cpu.cores);
  const steps = overRounds((block) => median(block.milliseconds));
  const betweenMs = median(ours.map((block) => block.betweenMs));
  return {
    workload: workload.name,
    strategy,
    engine: ours[0]?.engine ?? '',
    threads,
    ...withRatio(steps),
    steps: ours[0]?.milliseconds.length ?? 0,
    tasks: workload.tasks.length,
    parameters: ours[0]?.parameters ?? 0,
    compileMs: median(ours.map(({ compileMs }) => compileMs)),
    betweenMs,
    inputShare: betweenMs / (betweenMs + steps.ms),
    rounds: ours.map((block, round) => {
      const other = theirs[round];
      return withRatio({ ms: median(block.milliseconds), peerMs: other ? median(other.milliseconds) : null });
    }),
    mean: overRounds((block) => mean(block.milliseconds)),
    fastest: { ms: fastest(ours), peerMs: theirs.length > 0 ? fastest(theirs) : null },
    cpu: overRounds(({ cpu }) => cpu.milliseconds),
    cores: { ours: cores.ms, peer: cores.peerMs },
  };
}

function withRatio({ ms, peerMs }: Both): Both & { readonly ratio: number | null } {
  return { ms, peerMs, ratio: peerMs === null ? null : ms / peerMs };
}
