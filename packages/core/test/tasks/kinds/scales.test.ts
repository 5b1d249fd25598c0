import { describe, expect, it } from 'vitest';

import { InvalidOptionError } from '../../../src/errors.ts';
import { gaussian } from '../../../src/losses/gaussian.ts';
import { quantile } from '../../../src/losses/quantile.ts';
import { TaskMetrics } from '../../../src/metrics/task-metrics.ts';
import { taskKindFromConfig } from '../../../src/tasks/kinds/registry.ts';
import { regression } from '../../../src/tasks/kinds/regression.ts';

const scales = [{ mean: 100, deviation: 20 }];

describe('regression, with scales', () => {
  it('predicts in the unit of the target: a number, a deviation, quantiles', () => {
    expect(regression({ scales }).decode([0.5])).toBe(110);
    // Log variance 0: a standard deviation of 1 in the scale of training is one of 20.
    expect(regression({ scales, loss: gaussian() }).decode([-1, 0])).toEqual({ value: 80, deviation: 20 });
    expect(regression({ scales, loss: quantile({ q: [0.1, 0.5] }) }).decode([-2, 0])).toEqual({
      value: 100,
      quantiles: { '0.1': 60, '0.5': 100 },
    });
  });

  it.each([undefined, gaussian()])('measures errors in the unit of the target', (loss) => {
    const kind = regression({ scales, ...(loss && { loss }) });
    const metrics = new TaskMetrics({ name: 'spend', kind });
    // Predictions 100 and 140 of 110 and 120: errors of 10 and 20.
    const outputs = loss ? Float32Array.of(0, 0, 2, 0) : Float32Array.of(0, 2);
    metrics.update({ outputs, labels: Float32Array.of(0.5, 1), size: 2 });
    const { rmse, mae } = metrics.compute();
    expect([rmse, mae]).toEqual([Math.sqrt((100 + 400) / 2), 15]);
  });

  it('is made again from its config', () => {
    const kind = regression({ scales });
    const again = taskKindFromConfig(JSON.parse(JSON.stringify(kind.config)));
    expect([again.config, again.scales, again.decode([1])]).toEqual([kind.config, scales, 120]);
  });

  it.each([[[]], [[{ mean: 0, deviation: 0 }]], [[{ mean: 0 }]], [[...scales, ...scales]]])(
    'rejects scales that do not fit',
    (wrong) => {
      expect(() => regression({ scales: wrong as typeof scales })).toThrow(InvalidOptionError);
    },
  );
});
