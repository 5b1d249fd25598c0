import { type AnyBalancer, BalancerRun, isRecord } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { strategies } from '../src/index.ts';

const plain = Object.entries<() => AnyBalancer>(strategies).filter(([, make]) => !make().gradientTransform);
const gradients = [
  [1, 2, 0.5],
  [0.5, -1, 2],
  [2, 0.25, -1],
];

/** Statistics of some of three tasks, which change from step to step. */
function stats(step: number, tasks: readonly number[]): Parameters<BalancerRun['weigh']>[0] {
  const rows = tasks.map((task) => (gradients[task] ?? []).map((value, place) => value + 0.1 * step * (place + 1)));
  const gramian = rows.map((a) => rows.map((b) => a.reduce((sum, value, place) => sum + value * (b[place] ?? NaN), 0)));
  return {
    tasks,
    losses: tasks.map((task) => 1 + task / (1 + step)),
    gramian,
    progress: { step, epoch: 0, epochs: 4 },
  };
}

/** What a state holds for a task: its entry in every list that is as long as the tasks. */
function entriesOf(state: unknown, task: number, path = ''): Record<string, unknown> {
  if (Array.isArray(state)) {
    const list = state as readonly unknown[];
    if (list.length === 3) return { [path]: list[task] };
    return Object.assign({}, ...list.map((each, index) => entriesOf(each, task, `${path}/${index}`))) as Record<
      string,
      unknown
    >;
  }
  if (!isRecord(state)) return {};
  return Object.assign(
    {},
    ...Object.entries(state).map(([name, each]) => entriesOf(each, task, `${path}/${name}`)),
  ) as Record<string, unknown>;
}

const remembering: string[] = [];

describe.each(plain)('%s', (name, make) => {
  it('keeps what it remembers of a task that is absent', () => {
    const run = new BalancerRun(make(), 3, undefined, { seed: 1 });
    const step = (index: number, tasks: readonly number[]): void => {
      run.weigh(stats(index, tasks));
      const { losses = [], progress } = stats(index + 0.5, tasks);
      run.afterStep({ tasks, losses, ...(progress && { progress }) });
    };
    for (const index of [0, 1, 2]) step(index, [0, 1, 2]);
    const before = JSON.stringify(entriesOf(run.state, 1));
    if (before !== '{}') remembering.push(name);
    step(3, [0, 2]);
    expect(JSON.stringify(entriesOf(run.state, 1))).toBe(before);
  });
});

it('some rules remember tasks', () => {
  expect(remembering.length).toBeGreaterThan(15);
});
