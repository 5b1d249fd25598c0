import { BalancerRun, type GradientStats, type Random, random } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import { median } from '../statistics/summary.ts';

/** Batches that a strategy weighs before and while it is timed: V8 has compiled its rule by then, as in a long run. */
const [uncounted, counted] = [200, 100];

/** Numbers in a made-up task gradient. */
const dimensions = 200;

/**
 * How long a strategy takes for its weights on the host, in microseconds: the median over batches of made-up losses, and of
 * gradients of normally distributed numbers whose lengths lie between a hundredth and a hundredfold.
 *
 * @param strategy - The strategy, as text.
 * @param tasks - How many tasks.
 * @returns `null` for a strategy whose rule is not on the host but in the graph.
 */
export function weighMicroseconds(strategy: string, tasks: number): number | null {
  const balancerRun = new BalancerRun(parseStrategy(strategy), tasks);
  if (balancerRun.gradientTransform) return null;
  const source = random(0);
  const times = Array.from({ length: uncounted + counted }, () => {
    const stats = madeUp(tasks, source);
    const started = performance.now();
    balancerRun.weigh(stats);
    return 1000 * (performance.now() - started);
  });
  return median(times.slice(uncounted));
}

function madeUp(tasks: number, source: Random): GradientStats {
  const gradients = Array.from({ length: tasks }, () => {
    const length = 10 ** (4 * source.next() - 2);
    return Array.from({ length: dimensions }, () => length * source.normal());
  });
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? Number.NaN), 0);
  return {
    losses: gradients.map(() => 0.1 + source.next()),
    gramian: gradients.map((row) => gradients.map((other) => product(row, other))),
  };
}
