import { InvalidOptionError } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { describe, expect, it } from 'vitest';

import { fillSlot } from '../../src/study/fill-slot.ts';
import { draftStudy } from '../../src/study/plan-study.ts';
import { slotSearch } from '../../src/study/slot-search.ts';
import { slotsOf } from '../../src/study/slots.ts';
import { madeUpResult, smallParts, smallStudy } from '../support/made-up.ts';

const tasks = ['a', 'b', 'c'].map((name) => ({ name, metrics: [{ name: 'rmse', higherIsBetter: false }] }));
const groups = [['a', 'b'], ['c']];

describe('an arm of several groups', () => {
  const study = smallStudy({
    tasks,
    seeds: 1,
    arms: [
      { name: 'equal', strategy: 'equal' },
      { name: 'grouped', strategy: 'uncertainty', groups },
      { name: 'again', strategy: 'uncertainty', groups: [['c'], ['a', 'b']] },
    ],
  });

  it('has a model for each group, and shares the models of single tasks with the baselines', async () => {
    const made: string[] = [];
    const slots = slotsOf(study);
    const grouped = slots.find(({ of }) => of.kind === 'arm' && of.arm.name === 'grouped');
    if (!grouped) throw new Error('There is such a slot.');
    const { result } = await fillSlot(grouped, undefined, (config) => {
      made.push(`${config.strategy} ${config.tasks.join('+')}`);
      return Promise.resolve(
        madeUpResult(config, () =>
          Object.fromEntries(config.tasks.map((task) => [task, { rmse: config.tasks.length }])),
        ),
      );
    });
    expect(made).toEqual(['uncertainty a+b', 'equal c']);
    expect(result.test).toEqual({ a: { rmse: 2 }, b: { rmse: 2 }, c: { rmse: 1 } });
    expect([result.parameters, result.msPerStep]).toEqual([2000, 3]);
    const again = slots.find(({ of }) => of.kind === 'arm' && of.arm.name === 'again');
    expect(new Set(again?.from)).toEqual(new Set(grouped.from));
  });

  it('is refused where a task is in no group or in two', async () => {
    const dataset = await datasets.penguins.load();
    const [first = '', ...others] = dataset.tasks.map(({ name }) => name);
    const plan = {
      seeds: 1,
      training: { ...smallParts(), epochs: 1, batchSize: 8, learningRate: 0.01 },
      engine: 'wasm' as const,
      threads: 1,
    };
    for (const wrong of [[others], [[first], [first, ...others]], [[first, ...others], []]]) {
      const arms = [{ name: 'grouped', strategy: 'equal', groups: wrong }];
      expect(() => draftStudy(dataset, { ...plan, arms })).toThrow(InvalidOptionError);
    }
  });
});

describe('fixed weights that are searched', () => {
  it('sum to the number of tasks of their model, and have a dimension for each', () => {
    const arm = { name: 'searched', strategy: 'fixed', weights: { of: 'search' as const } };
    const [slot] = slotsOf(smallStudy({ tasks, arms: [{ ...arm, groups }], seeds: 1 })).flatMap(
      ({ from = [] }) => from,
    );
    if (!slot) throw new Error('There is such a slot.');
    const search = slotSearch(slot, {});
    expect(search.space.map(({ name }) => name)).toEqual(['weight.0', 'weight.1']);
    expect(search.at({ 'weight.0': 3, 'weight.1': 1 }).strategy).toBe('fixed(weights=[1.5,0.5])');
    expect(search.at({ 'weight.0': 2, 'weight.1': 2 }).strategy).toBe('equal');
  });
});
