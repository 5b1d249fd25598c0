import { EquipoiseError } from '@equipoise/core';

import { type Block, type BlockOptions, measureSteps, type OwnBlock } from './measure-steps.ts';
import type { Peer } from './peer/peer.ts';
import { median } from '../statistics/summary.ts';
import { type StepRow, stepRow } from './step-row.ts';
import type { TrainOptions } from './train-workload.ts';
import { noiseDataset } from './workloads/noise.ts';
import type { Workload } from './workloads/workload.ts';

/** How steps are measured. */
export interface StepOptions extends Omit<BlockOptions, 'steps'>, TrainOptions {
  /**
   * Steps of a round that are counted.
   *
   * @defaultValue as many as our side makes in a second, from 60 to 400
   */
  readonly steps?: number;
  /** Rounds that are counted, each a block of steps of ours and then one of the peer. */
  readonly rounds: number;
  /** What is measured beside. */
  readonly peer?: Peer;
  /** Called after each round, also that which warms up. */
  readonly onRound?: () => void;
}

const [fewestSteps, mostSteps] = [60, 400];

/**
 * Times training steps, ours and the peer's in turns; a first round warms both processes up and is not counted.
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
  let steps = options.steps ?? fewestSteps;
  for (let round = -1; round < rounds; round += 1) {
    const own = await measureSteps(workload, dataset, { ...options, steps });
    const other = await peer?.measure(workload, { ...options, steps });
    if (other) requireSameModel(workload, own, other);
    if (round >= 0) {
      ours.push(own);
      if (other) theirs.push(other);
    } else {
      steps = options.steps ?? inOneSecond(own);
    }
    onRound?.();
  }
  return stepRow(workload, { strategy, threads, ours, theirs });
}

function inOneSecond({ milliseconds }: Block): number {
  return Math.min(mostSteps, Math.max(fewestSteps, Math.round(1000 / median(milliseconds))));
}

function requireSameModel({ name }: Workload, own: Block, other: Block): void {
  if (own.parameters === other.parameters) return;
  throw new EquipoiseError(
    `${name}: the peer must train the same model of ${own.parameters} parameters, it trains ${other.parameters}.`,
  );
}
