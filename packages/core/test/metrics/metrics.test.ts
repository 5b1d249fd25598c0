import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { TaskKind } from '../../src/task.ts';
import type { Predictions } from '../../src/metrics/predictions.ts';
import { higherIsBetter, type MetricName, metrics, metricsOf } from '../../src/metrics/registry.ts';
import { predictionsOf } from './predictions-of.ts';

interface Case {
  readonly name: string;
  readonly kind: TaskKind;
  readonly size: number;
  readonly width: number;
  readonly outputs: readonly number[];
  readonly labels: readonly number[];
  readonly present?: readonly number[];
  readonly expected: Readonly<Partial<Record<MetricName, number>>>;
}

const written = readFileSync(new URL('../fixtures/metrics.json', import.meta.url), 'utf8');
const { cases } = JSON.parse(written) as { cases: readonly Case[] };

const kinds = Object.keys(metricsOf) as TaskKind[];
const names = Object.keys(metrics) as MetricName[];

describe('metrics', () => {
  it.each(cases)(
    'agree with scikit-learn: $kind, $name',
    ({ kind, size, width, outputs, labels, present, expected }) => {
      const given: Predictions = {
        kind,
        size,
        width,
        outputs: Float32Array.from(outputs),
        labels: Float32Array.from(labels),
        ...(present && { present: Uint8Array.from(present) }),
      };
      expect(Object.keys(expected).sort()).toEqual([...metricsOf[given.kind]].sort());
      for (const [name, value] of Object.entries(expected)) {
        expect(Math.abs(metrics[name as MetricName](given) - value)).toBeLessThanOrEqual(1e-10 * Math.abs(value));
      }
    },
  );

  it('are all offered for some kind of task, and say which way is better', () => {
    expect(new Set(kinds.flatMap((kind) => metricsOf[kind]))).toEqual(new Set(names));
    expect(Object.keys(higherIsBetter)).toEqual(names);
  });

  it.each(kinds)('are not a number without labels: %s', (kind) => {
    const width = kind === 'multiclass' ? 3 : 1;
    const outputs = [new Array<number>(width).fill(0.5), new Array<number>(width).fill(1)];
    for (const name of metricsOf[kind]) {
      expect(metrics[name](predictionsOf(kind, outputs, [1, 0], [0, 0]))).toBeNaN();
      expect(metrics[name]({ ...predictionsOf(kind, [], []), width })).toBeNaN();
    }
  });

  it('ignore examples without a label', () => {
    const marks = fc.array(
      fc.record({ output: fc.integer({ min: -9, max: 9 }), label: fc.boolean(), present: fc.boolean() }),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(marks, (rows) => {
        const binary = (some: typeof rows): Predictions =>
          predictionsOf(
            'binary',
            some.map(({ output }) => [output]),
            some.map(({ label }) => Number(label)),
          );
        const masked = { ...binary(rows), present: Uint8Array.from(rows, ({ present }) => Number(present)) };
        const kept = binary(rows.filter(({ present }) => present));
        for (const name of metricsOf.binary) expect(metrics[name](masked)).toEqual(metrics[name](kept));
      }),
    );
  });
});
