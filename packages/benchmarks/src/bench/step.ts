import { EquipoiseError } from '@equipoise/core';

import { mean, median } from '../statistics/summary.ts';
import { type Block, type BlockOptions, measureSteps, type OwnBlock } from './measure-steps.ts';
import type { PyTorch } from './peer/pytorch.ts';
import type { TrainOptions } from './train-workload.ts';
import { noiseDataset } from './workloads/noise.ts';
import type { Workload } from './workloads/workload.ts';

/** A number of ours and the one of PyTorch; `null` when that was not measured. */
export interface Both {
  /** Ours. */
  readonly ms: number;
  /** PyTorch's. */
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
  /** How many tasks. */
  readonly tasks: number;
  /** How many numbers are trained. */
  readonly parameters: number;
  /** What our first step takes beyond a later one, in milliseconds: tracing it and loading its graphs. */
  readonly compileMs: number;
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

/** How steps are measured. */
export interface StepOptions extends BlockOptions, TrainOptions {
  /** Rounds that are counted, each a block of steps of ours and then one of PyTorch. */
  readonly rounds: number;
  /** PyTorch, when it is measured beside. */
  readonly peer?: PyTorch;
  /** Called after each round, also that which warms up. */
  readonly onRound?: () => void;
}

/**
 * Times training steps, ours and PyTorch's in turns; a first round warms both processes up and is not counted.
 *
 * @param workload - What is trained.
 * @param options - How it is measured.
 * @throws {@link @equipoise/core!EquipoiseError} when the two sides do not train the same number of parameters.
 */
export async function measureStep(workload: Workload, options: StepOptions): Promise<StepRow> {
  const { rounds, peer, onRound, strategy, threads } = options;
  const dataset = noiseDataset(workload, options.warmUp);
  const ours: OwnBlock[] = [];
  const theirs: Block[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const own = await measureSteps(workload, dataset, options);
    const other = await peer?.measure(workload, options);
    if (other) requireSameModel(workload, own, other);
    if (round >= 0) {
      ours.push(own);
      if (other) theirs.push(other);
    }
    onRound?.();
  }
  const overRounds = (value: (block: Block) => number): Both => ({
    ms: median(ours.map(value)),
    peerMs: peer ? median(theirs.map(value)) : null,
  });
  const fastest = (blocks: readonly Block[]): number => Math.min(...blocks.flatMap((block) => block.milliseconds));
  const step = overRounds((block) => median(block.milliseconds));
  const cores = overRounds(({ cpu }) => cpu.cores);
  return {
    ...{ workload: workload.name, strategy, engine: ours[0]?.engine ?? '', threads },
    ...withRatio(step),
    ...{ tasks: workload.tasks.length, parameters: ours[0]?.parameters ?? 0 },
    compileMs: median(ours.map(({ compileMs }) => compileMs)),
    rounds: ours.map((block, round) => {
      const other = theirs[round];
      return withRatio({ ms: median(block.milliseconds), peerMs: other ? median(other.milliseconds) : null });
    }),
    mean: overRounds((block) => mean(block.milliseconds)),
    fastest: { ms: fastest(ours), peerMs: peer ? fastest(theirs) : null },
    cpu: overRounds(({ cpu }) => cpu.milliseconds),
    cores: { ours: cores.ms, peer: cores.peerMs },
  };
}

function withRatio({ ms, peerMs }: Both): Both & { readonly ratio: number | null } {
  return { ms, peerMs, ratio: peerMs === null ? null : ms / peerMs };
}

function requireSameModel({ name }: Workload, own: Block, other: Block): void {
  if (own.parameters === other.parameters) return;
  throw new EquipoiseError(
    `${name}: PyTorch must train the same model of ${own.parameters} parameters, it trains ${other.parameters}.`,
  );
}
