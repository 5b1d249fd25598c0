import type { AnyBalancer, GradientStats, PerTask, Progress, Weighing } from '@equipoise/core';

import { combine, same } from '../math/per-task.ts';
import { edgeBatch, type EdgeCase, presentIn } from './edge-cases.ts';
import { linearBatch, type TransformMemory, tryTransform } from './transform-run.ts';

/** What a strategy answered last. */
export interface LastAnswer extends Pick<Weighing<unknown>, 'status' | 'weights'> {
  /** Where it went, for a strategy with a gradient transform. */
  readonly direction?: PerTask;
}

/** Batches of an edge case, each an epoch of its own. */
const epochs = 3;

/** A step takes less than this share of a loss away; the smaller the loss, the less. */
const fall = 0.2;

/**
 * Gives the batch of an edge case to a new run of a strategy several times, with decreasing losses; returns the last answer.
 *
 * @param balancer - The strategy.
 * @param edge - The edge case.
 */
export function lastAnswer(balancer: AnyBalancer, edge: EdgeCase): LastAnswer {
  const rates = edge.losses.map((loss, task) => {
    const size = Math.abs(loss) / (edge.factors?.[task] ?? 1);
    return 1 - (fall * size) / (1 + size);
  });
  const after = (steps: number): PerTask => combine(edge.losses, rates, (loss, rate) => loss * rate ** steps);
  let memory: TransformMemory = { state: balancer.init(edge.losses.length), slots: {} };
  let last: LastAnswer = { weights: [] };
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const progress = { step: epoch, epoch, epochs };
    const now = { ...edge, losses: after(epoch) };
    const { answer, slots, direction } = balancer.gradientTransform
      ? transformed(balancer, now, progress, memory)
      : weighed(balancer, { ...edgeBatch(now), progress }, memory);
    last = { ...answer, ...(direction && { direction }) };
    let { state } = answer;
    if (balancer.afterStep) state = balancer.afterStep(edgeBatch({ ...edge, losses: after(epoch + 1) }), state);
    if (balancer.endEpoch) state = balancer.endEpoch(after(epoch), state);
    memory = { state, slots };
  }
  return last;
}

interface Step extends Pick<TransformMemory, 'slots'> {
  readonly answer: Weighing<unknown>;
  readonly direction?: PerTask;
}

function weighed(balancer: AnyBalancer, stats: GradientStats, { state, slots }: TransformMemory): Step {
  return { answer: balancer.weigh(stats, state), slots };
}

/** A step with as many batches as the gradient transform asks for, all of them the same. */
function transformed(balancer: AnyBalancer, edge: EdgeCase, progress: Progress, memory: TransformMemory): Step {
  const { losses, jacobian } = edge;
  const width = jacobian[0]?.length ?? 0;
  const rows = jacobian.map((row, task) => (task === edge.absent ? same(0, row) : row));
  const {
    answer,
    direction,
    memory: next,
  } = tryTransform(
    balancer,
    {
      batches: () =>
        Array.from({ length: balancer.gradientTransform?.batchesPerStep ?? 1 }, () => linearBatch(losses, rows)),
      parameters: new Array<number>(width).fill(0),
      taskCount: losses.length,
      tasks: presentIn(edge),
      progress,
    },
    memory,
  );
  return { answer, direction, slots: next.slots };
}
