import { describe, expect, it } from 'vitest';

import { ShapeError } from '../../src/errors.ts';
import { evaluateMetrics } from '../../src/metrics/evaluate-metrics.ts';
import { completeTask } from '../../src/task.ts';

const species = completeTask({ name: 'species', kind: 'multiclass', outputs: 3 });
const logits = Float32Array.of(3, 1, 0, 0, 2, 1, 1, 0, 2); // decided: 0 1 2

describe('evaluateMetrics', () => {
  it('gives every metric of the task by its name', () => {
    const price = completeTask({ name: 'price', kind: 'regression' });
    expect(evaluateMetrics(species, logits, { values: Float32Array.of(0, 1, 2) }, 3)).toEqual({
      accuracy: 1,
      'macro-f1': 1,
    });
    expect(evaluateMetrics(price, Float32Array.of(1, 5), { values: Float32Array.of(1, 3) }, 2)).toEqual({
      rmse: Math.SQRT2, // √((0 + 4)/2)
      mae: 1,
      r2: -1, // 1 − 4/2
    });
  });

  it('only gives what the task asks for', () => {
    const task = completeTask({ name: 'sold', kind: 'binary', metrics: ['auc'] });
    expect(evaluateMetrics(task, Float32Array.of(1, 2), { values: Float32Array.of(0, 1) }, 2)).toEqual({ auc: 1 });
  });

  it('ignores examples without a label', () => {
    const labels = { values: Float32Array.of(0, 0, 2), present: Uint8Array.of(1, 0, 1) };
    expect(evaluateMetrics(species, logits, labels, 3)).toEqual({ accuracy: 1, 'macro-f1': 1 });
  });

  it('never counts NaN as correct', () => {
    const broken = logits.with(4, Number.NaN);
    const values = Float32Array.of(0, 1, 2);
    expect(evaluateMetrics(species, broken, { values }, 3)).toEqual({ accuracy: Number.NaN, 'macro-f1': Number.NaN });
    expect(evaluateMetrics(species, broken, { values, present: Uint8Array.of(1, 0, 1) }, 3).accuracy).toBe(1);
  });

  it('rejects outputs, labels and marks that are more or fewer than the examples have', () => {
    const values = Float32Array.of(0, 1, 2);
    expect(() => evaluateMetrics(species, logits.subarray(1), { values }, 3)).toThrow(
      new ShapeError('species: outputs must be 9 numbers, received 8.'),
    );
    expect(() => evaluateMetrics(species, logits, { values: logits }, 3)).toThrow(ShapeError);
    expect(() => evaluateMetrics(species, logits, { values, present: Uint8Array.of(1) }, 3)).toThrow(ShapeError);
  });
});
