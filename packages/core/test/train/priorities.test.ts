import { describe, expect, it } from 'vitest';

import type { AnyBalancer, RunSettings } from '../../src/balancer.ts';
import { mlp } from '../../src/model/mlp.ts';
import { fit } from '../../src/train/fit.ts';
import { equal } from '../support/balancers.ts';
import { setUpStep } from '../support/set-up-step.ts';
import { table } from '../support/tables.ts';

const progress = { step: 0, epoch: 0, epochs: 1 };

/** The table with tasks of some priorities. */
function prioritised(...priorities: readonly number[]) {
  const whole = table();
  return { ...whole, tasks: whole.tasks.map((task, index) => ({ ...task, priority: priorities[index] ?? 1 })) };
}

async function fitted(balancer: AnyBalancer, ...priorities: readonly number[]) {
  const dataset = prioritised(...priorities);
  const { model, notes } = await fit({ dataset, trunk: mlp({ hidden: [2] }), balancer, epochs: 1, batchSize: 4 });
  await model.dispose();
  return notes;
}

describe('the priorities of tasks', () => {
  it('are given to a strategy that holds them, and do not multiply its weights', async () => {
    const seen: (RunSettings | undefined)[] = [];
    const holding: AnyBalancer = {
      ...equal,
      holdsPriorities: true,
      init: (taskCount, settings) => (seen.push(settings), equal.init(taskCount)),
    };
    await fitted(holding, 2, 0.25);
    expect(seen.map((settings) => settings?.priorities)).toEqual([[2, 0.25]]);
    const { step, read, dispose } = setUpStep({ balancer: holding, dataset: prioritised(2, 0.25) });
    expect((await step.run(read(), progress)).weights).toEqual([1, 1]);
    await dispose();
  });

  it('leave a task of priority 0 out of a strategy that holds them', async () => {
    const holding = { ...equal, holdsPriorities: true };
    const { step, read, dispose } = setUpStep({ balancer: holding, dataset: prioritised(1, 0) });
    expect((await step.run(read(), progress)).weights).toEqual([1, 0]);
    await dispose();
  });

  it('are noted once where a rule on gradients cannot hold them', async () => {
    const rule: AnyBalancer = { ...equal, headPolicy: 'unweighted' };
    expect(await fitted(rule, 2, 1)).toEqual([
      'equal: its weights are multiplied by the priorities of the tasks; what it promises of conflicts may not hold.',
    ]);
    expect(await fitted(rule)).toEqual([]);
    expect(await fitted({ ...rule, holdsPriorities: true }, 2, 1)).toEqual([]);
    expect(await fitted(equal, 2, 1)).toEqual([]);
  });
});
