import { describe, expect, it } from 'vitest';

import type { AnyBalancer, RunSettings } from '../../src/balancer.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { place, setUpStep } from '../support/set-up-step.ts';
import { table } from '../support/tables.ts';

/** The table with tasks of some priorities. */
function prioritised(...priorities: readonly number[]) {
  const whole = table();
  return { ...whole, tasks: whole.tasks.map((task, index) => ({ ...task, priority: priorities[index] ?? 1 })) };
}

async function fitted(balancer: AnyBalancer, ...priorities: readonly number[]) {
  const dataset = prioritised(...priorities);
  const { model, history } = await fit({ dataset, encoder: mlp({ hidden: [2] }), balancer, epochs: 1, batchSize: 4 });
  await model.dispose();
  return history.notes;
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
    expect((await step.run([read()], place)).weights).toEqual([1, 1]);
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
