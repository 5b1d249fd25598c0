import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { cosineDistance } from '../../src/losses/cosine-distance.ts';
import { metrics } from '../../src/metrics/registry.ts';
import { TaskMetrics } from '../../src/metrics/task-metrics.ts';
import { denseRegression } from '../../src/tasks/kinds/dense-regression.ts';
import { segmentation } from '../../src/tasks/kinds/segmentation.ts';
import type { TaskKind } from '../../src/tasks/task-kind.ts';

interface Case {
  readonly outputs: readonly number[];
  readonly labels: readonly number[];
  readonly expected: Readonly<Record<string, number>>;
}

const written = readFileSync(new URL('../fixtures/dense.json', import.meta.url), 'utf8');
const { images, height, width, classes, cases } = JSON.parse(written) as {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly classes: number;
  readonly cases: Readonly<Record<string, Case>>;
};
const size = { height, width, missing: 'zero' } as const;
const angles = [
  metrics['mean-angle'].create(),
  metrics['median-angle'].create(),
  metrics['angle-within-11.25'].create(),
  metrics['angle-within-22.5'].create(),
  metrics['angle-within-30'].create(),
];
const normal = denseRegression({ ...size, targets: ['x', 'y', 'z'], loss: cosineDistance(), metrics: angles });
const kinds: Readonly<Record<string, TaskKind>> = {
  depth: denseRegression(size),
  normals: normal,
  'normals of another length': normal,
  masks: segmentation({ height, width, classes }),
};

function measured(kind: TaskKind, { outputs, labels }: Case, batchSize: number): Readonly<Record<string, number>> {
  const task = new TaskMetrics({ name: 'task', kind });
  const [out, given] = [outputs.length / images, labels.length / images];
  for (let from = 0; from < images; from += batchSize) {
    const to = Math.min(from + batchSize, images);
    task.update({
      outputs: Float32Array.from(outputs.slice(from * out, to * out)),
      labels: Float32Array.from(labels.slice(from * given, to * given)),
      size: to - from,
    });
  }
  return task.compute();
}

describe('metrics of pixels', () => {
  it.each(Object.keys(cases))('equal NumPy on a whole split, in one batch and in several: %s', (name) => {
    const [kind, given] = [kinds[name], cases[name]];
    if (!kind || !given) throw new Error(name);
    for (const batchSize of [images, 4, 1]) {
      const received = measured(kind, given, batchSize);
      expect(Object.keys(received).toSorted()).toEqual(Object.keys(given.expected).toSorted());
      for (const [metric, value] of Object.entries(given.expected)) {
        const exact = metric === 'median-angle' ? 2 ** -14 : 1e-6; // Normals are of length 1 in float32 only.
        expect(Math.abs((received[metric] ?? Number.NaN) - value)).toBeLessThanOrEqual(exact + 1e-6);
      }
    }
  });

  it('are not a number without a labelled pixel', () => {
    const empty = { outputs: new Array<number>(images * 60).fill(1), labels: new Array<number>(images * 60).fill(0) };
    const all = Object.values(measured(normal, { ...empty, expected: {} }, images));
    expect(all).toEqual(angles.map(() => Number.NaN));
  });

  it('measure the angle of a vector of zeros as 90 degrees, and opposite ones as 180', () => {
    const kind = denseRegression({ ...size, height: 1, width: 2, targets: 2, metrics: angles });
    const task = new TaskMetrics({ name: 'task', kind });
    task.update({ outputs: Float32Array.of(0, 0, -3, 0), labels: Float32Array.of(0, 1, 1, 0), size: 1 });
    const { 'mean-angle': mean, 'median-angle': median } = task.compute();
    expect(mean).toBe(135);
    expect(median).toBeCloseTo(135, 3);
  });
});
