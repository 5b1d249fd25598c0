import { add, logSumExp, neg, stack, type Tensor } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { lookup } from '../lookup.ts';
import { list, type Option, text } from '../options/option.ts';
import { sizeOf } from '../size-of.ts';
import type { Task } from '../tasks/task.ts';
import { byTask } from './architecture.ts';
import { namedTasks } from './named-tasks.ts';

/** Declares the option that names the steps of a chain of events. */
export function chainOption(): Option<readonly string[], readonly string[] | undefined> {
  return list(text({ meaning: 'a binary task' }), {
    otherwise: 'all tasks in their order',
    meaning:
      'binary tasks in the order of their events, such as click and buy: each event is possible only after the one before',
    range: 'names of binary tasks',
    expected: 'a list of 2 or more different names of binary tasks',
    holds: (names) => names.length > 1 && new Set(names).size === names.length,
  });
}

/**
 * The tasks of a chain, in order.
 *
 * @param owner - The architecture.
 * @param tasks - All tasks.
 * @param names - Those of the chain; all when left out.
 * @throws {@link InvalidOptionError} when there is no such task, or it is not binary, or there is only one.
 */
export function chainOf(owner: string, tasks: readonly Task[], names?: readonly string[]): readonly Task[] {
  const chain = namedTasks({ owner, option: 'chain', called: 'binary tasks' }, tasks, names);
  for (const { name, kind } of chain) {
    const { target, outputs } = kind;
    if (target.form === 'labels' && target.count === 1 && sizeOf(outputs) === 1) continue;
    throw new InvalidOptionError(owner, 'chain', 'names of binary tasks', name);
  }
  return chain;
}

/**
 * The steps that lead to the tasks that are wanted.
 *
 * @param steps - The tasks of the chain, in order.
 * @param wanted - The tasks that are wanted.
 */
export function stepsTo(steps: readonly Task[], wanted: readonly Task[]): readonly Task[] {
  const names = new Set(wanted.map(({ name }) => name));
  return steps.slice(0, steps.findLastIndex(({ name }) => names.has(name)) + 1);
}

/**
 * The logits of events of a chain, each of which needs those before it.
 *
 * @param steps - The tasks of the chain, from its first on.
 * @param logits - For each, the logit of its event given the one before.
 */
export function jointLogits(
  steps: readonly Task[],
  logits: Readonly<Record<string, Tensor>>,
): Readonly<Record<string, Tensor>> {
  let before: Tensor | undefined;
  return byTask(steps, ({ name }) => {
    const logit = lookup(logits, name);
    return (before = before ? both(before, logit) : logit);
  });
}

/**
 * The logit of the probability that two events happen, from the logit of the first and that of the second after the first:
 *
 *     p = σ(a) σ(b)        (1 − p) / p = e^−a + e^−b + e^−(a+b)
 *
 * It is exact for logits of any size, and never above that of the first event.
 *
 * @param first - a.
 * @param second - b.
 */
function both(first: Tensor, second: Tensor): Tensor {
  return neg(logSumExp(stack([neg(first), neg(second), neg(add(first, second))]), 0));
}
