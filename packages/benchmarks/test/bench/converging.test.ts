import { inputShape } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { converging, convergingDataset } from '../../src/bench/workloads/converging.ts';
import { workloadNames } from '../../src/bench/workloads/names.ts';
import { workloadOf } from '../../src/bench/workloads/registry.ts';

describe('converging', () => {
  it.each(workloadNames)('makes the tasks of %s learnable from every input', (name) => {
    const workload = converging({ ...workloadOf('test', name), batch: 16 });
    const { input, splits, tasks } = convergingDataset(workload, 2);
    const boundary = input.kind === 'text' ? input.vocabulary / 2 : 0;
    const numbers = inputShape(input).reduce((product, length) => product * length, 1);
    expect(tasks.map(({ kind }) => kind)).not.toContain('regression');
    for (const { size, inputs, labels } of Object.values(splits)) {
      const answers = Array.from({ length: size }, (_, example) =>
        Number((inputs[example * numbers] ?? 0) >= boundary),
      );
      expect(new Set(answers).size).toBe(2); // Without both answers nothing could be chosen by.
      const read = inputs.map((value) => Number(value >= boundary));
      expect([...read]).toEqual(answers.flatMap((answer) => new Array<number>(numbers).fill(answer)));
      for (const { values } of Object.values(labels)) {
        const width = values.length / size;
        expect([...values]).toEqual(answers.flatMap((answer) => new Array<number>(width).fill(answer)));
      }
    }
  });
});
