import type { AnyBalancer, PerTask, Weighing, WeighingStatus } from '@equipoise/core';

import { combine } from '../math/per-task.ts';
import { edgeBatch, type EdgeCase, ordinaryCase } from './edge-cases.ts';

/** What a strategy makes of an edge case. */
export interface EdgeOutcome {
  /** The weights of the tasks that are present; none when it refuses. */
  readonly weights?: PerTask;
  /** How it came by them. */
  readonly status?: WeighingStatus;
  /** What it throws. */
  readonly error?: Error;
  /** All of it in a few words. */
  readonly words: string;
}

/** Batches of an edge case, each an epoch of its own; the weights that count are those of the last. */
const epochs = 3;

/** A step takes less than this share of a loss away; the smaller the loss, the less. */
const fall = 0.2;

/**
 * Puts an edge case to a new run of a strategy, several times over, while the losses fall.
 *
 * @param balancer - The strategy.
 * @param edge - The edge case.
 */
export function edgeOutcome(balancer: AnyBalancer, edge: EdgeCase): EdgeOutcome {
  try {
    const { weights, status = 'solved' } = lastWeighing(balancer, edge);
    return { weights, status, words: inWords(balancer, edge, { weights, status }) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { error, words: /\btask \d/.test(error.message) ? 'error, names the task' : 'error' };
  }
}

function lastWeighing(balancer: AnyBalancer, edge: EdgeCase): Weighing<unknown> {
  const rates = edge.losses.map((loss, task) => {
    const size = Math.abs(loss) / (edge.factors?.[task] ?? 1);
    return 1 - (fall * size) / (1 + size);
  });
  const after = (steps: number): PerTask => combine(edge.losses, rates, (loss, rate) => loss * rate ** steps);
  let answer: Weighing<unknown> = { weights: [], state: balancer.init(edge.losses.length) };
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const batch = edgeBatch({ ...edge, losses: after(epoch) });
    const next = edgeBatch({ ...edge, losses: after(epoch + 1) });
    answer = balancer.weigh({ ...batch, progress: { step: epoch, epoch, epochs } }, answer.state);
    let { state } = answer;
    if (balancer.afterStep) state = balancer.afterStep(next, state);
    if (balancer.endEpoch) state = balancer.endEpoch(after(epoch), state);
    answer = { ...answer, state };
  }
  return answer;
}

function inWords(balancer: AnyBalancer, edge: EdgeCase, answer: Required<Pick<EdgeOutcome, 'weights' | 'status'>>) {
  const { weights, status } = answer;
  const mark = { solved: '', degenerate: 'degenerate: ', fallback: 'gives up: ' }[status];
  if (edge.absent !== undefined) {
    const { absent, ...without } = edge;
    const others = <Entry>(entries: readonly Entry[]): Entry[] => entries.filter((_, task) => task !== absent);
    const fewer = { ...without, losses: others(edge.losses), jacobian: others(edge.jacobian) };
    if (near(weights, lastWeighing(balancer, fewer).weights)) return `${mark}as without it`;
  }
  if (!edge.factors) return mark + weights.map(rounded).join(', ');
  return mark + comparison(weights, lastWeighing(balancer, ordinaryCase).weights, edge.factors);
}

/** What multiplying losses and gradients did to the weights, and to the update that they make. */
function comparison(weights: PerTask, before: PerTask, factors: PerTask): string {
  if (near(weights, before)) return 'same weights';
  const parts = combine(weights, factors, (weight, factor) => weight * factor);
  if (near(parts, before)) return 'same update';
  const largest = (values: PerTask): number => Math.max(...values.map(Math.abs));
  const unit = (values: PerTask): PerTask => values.map((value) => value / largest(values));
  return near(unit(parts), unit(before)) ? 'same direction' : 'other weights';
}

function near(received: PerTask, expected: PerTask): boolean {
  return combine(received, expected, (one, other) => Math.abs(one - other) <= 1e-6 * Math.abs(other)).every(Boolean);
}

function rounded(weight: number): string {
  const text = String(Number(weight.toPrecision(3)));
  return text.replace('-0', '0').replaceAll('-', '−');
}
