import type { Block, BlockOptions } from '../measure-steps.ts';
import type { TrainOptions } from '../train-workload.ts';
import type { Workload } from '../workloads/workload.ts';

/** What our steps are measured beside. */
export interface Peer {
  /**
   * Trains a workload and times its steps.
   *
   * @param workload - What is trained.
   * @param options - How, and for how long.
   */
  measure(workload: Workload, options: BlockOptions & TrainOptions): Promise<Block>;
  /** Ends what was started for it. */
  stop(): void;
}
