import { describe, expect, it } from 'vitest';

import { ShapeError } from '../../src/errors.ts';
import { auc } from '../../src/metrics/auc.ts';
import { TaskMetrics } from '../../src/metrics/task-metrics.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import { scored } from './measure.ts';

const species = { name: 'species', kind: multiclass({ classes: 3 }) };
const logits = [
  [3, 1, 0],
  [0, 2, 1],
  [1, 0, 2],
]; // decided: 0 1 2

function measured(task: ConstructorParameters<typeof TaskMetrics>[0], batch: ReturnType<typeof scored>) {
  const metrics = new TaskMetrics(task);
  metrics.update(batch);
  return metrics.compute();
}

describe('TaskMetrics', () => {
  it('gives every metric of the task by its name', () => {
    expect(measured(species, scored(logits, [0, 1, 2]))).toEqual({ accuracy: 1, 'macro-f1': 1 });
    expect(measured({ name: 'price', kind: regression() }, scored([[1], [5]], [1, 3]))).toEqual({
      rmse: Math.SQRT2, // √((0 + 4)/2)
      mae: 1,
      r2: -1, // 1 − 4/2
    });
  });

  it('gives only the metrics that the task asks for', () => {
    const sold = { name: 'sold', kind: binary({ metrics: [auc()] }) };
    expect(measured(sold, scored([[1], [2]], [0, 1]))).toEqual({ auc: 1 });
  });

  it('leaves out examples without a label', () => {
    expect(measured(species, scored(logits, [0, 0, 2], [1, 0, 1]))).toEqual({ accuracy: 1, 'macro-f1': 1 });
  });

  it('gives NaN when an output of a labelled example is NaN', () => {
    const broken = logits.with(1, [0, Number.NaN, 1]);
    const unknown = { accuracy: Number.NaN, 'macro-f1': Number.NaN };
    expect(measured(species, scored(broken, [0, 1, 2]))).toEqual(unknown);
    expect(measured(species, scored(broken, [0, 1, 2], [1, 0, 1]))).toMatchObject({ accuracy: 1 });
    const metrics = new TaskMetrics(species);
    metrics.update(scored(broken, [0, 1, 2]));
    metrics.update(scored(logits, [0, 1, 2]));
    expect(metrics.compute()).toEqual(unknown);
  });

  it('rejects outputs, labels and marks that are more or fewer than the examples have', () => {
    const batch = scored(logits, [0, 1, 2]);
    expect(() => measured(species, { ...batch, outputs: batch.outputs.subarray(1) })).toThrow(
      new ShapeError('species: outputs must be 9 numbers, received 8.'),
    );
    expect(() => measured(species, { ...batch, labels: batch.outputs })).toThrow(ShapeError);
    expect(() => measured(species, { ...batch, mask: Uint8Array.of(1) })).toThrow(ShapeError);
  });
});
