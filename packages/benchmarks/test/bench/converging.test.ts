import { sizeOf } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { converging, convergingDataset } from '../../src/bench/workloads/converging.ts';
import { workloadNames } from '../../src/bench/workloads/names.ts';
import { workloadOf } from '../../src/bench/workloads/registry.ts';

describe('converging', () => {
  it.each(workloadNames)('makes the tasks of %s learnable from every input', (name) => {
    const workload = converging({ ...workloadOf('test', name), batch: 16 });
    const { inputs: specs, splits, tasks } = convergingDataset(workload, 2);
    const [[input, spec] = ['', { shape: [], dtype: 'float32' } as const]] = Object.entries(specs);
    const boundary = (spec.vocabulary ?? 0) / 2;
    const numbers = sizeOf(spec);
    expect(tasks.map(({ kind }) => kind.name)).not.toContain('regression');
    for (const { size, inputs, labels } of Object.values(splits)) {
      const values = inputs[input] ?? new Float32Array(0);
      const answers = Array.from({ length: size }, (_, example) =>
        Number((values[example * numbers] ?? 0) >= boundary),
      );
      expect(new Set(answers).size).toBe(2); // Without both answers nothing could be chosen by.
      const read = values.map((value) => Number(value >= boundary));
      expect([...read]).toEqual(answers.flatMap((answer) => new Array<number>(numbers).fill(answer)));
      for (const { values: given } of Object.values(labels)) {
        const width = given.length / size;
        expect([...given]).toEqual(answers.flatMap((answer) => new Array<number>(width).fill(answer)));
      }
    }
  });
});
