import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { metricFromConfig, type MetricName, metrics } from '../../src/metrics/registry.ts';
import { type MaskedScored, TaskMetrics } from '../../src/metrics/task-metrics.ts';
import { kindOf } from './measure.ts';

interface Case {
  readonly name: string;
  readonly kind: string;
  readonly size: number;
  readonly width: number;
  readonly outputs: readonly number[];
  readonly labels: readonly number[];
  readonly present?: readonly number[];
  readonly expected: Readonly<Partial<Record<MetricName, number | null>>>;
}

const written = readFileSync(new URL('../fixtures/metrics.json', import.meta.url), 'utf8');
const { cases } = JSON.parse(written) as { cases: readonly Case[] };
const names = Object.keys(metrics) as MetricName[];

function rows({ size, outputs, labels, present, width, kind }: Case, from = 0, to = size): MaskedScored {
  const labelWidth = kind === 'multiclass' ? 1 : kind === 'quantiles' ? width / 3 : width;
  return {
    outputs: Float32Array.from(outputs.slice(from * width, to * width)),
    labels: Float32Array.from(labels.slice(from * labelWidth, to * labelWidth)),
    size: to - from,
    ...(present && { mask: Uint8Array.from(present.slice(from, to)) }),
  };
}

function taskOf({ kind, width, expected }: Case): TaskMetrics {
  const measured = (Object.keys(expected) as MetricName[]).map((name) => metrics[name].create());
  return new TaskMetrics({ name: 'task', kind: kindOf(kind, width, measured) });
}

function expectAgreement(received: Readonly<Record<string, number>>, { expected }: Case): void {
  for (const [name, value] of Object.entries(expected)) {
    const number = received[name] ?? Number.POSITIVE_INFINITY;
    if (value === null) expect(number).toBeNaN();
    else expect(Math.abs(number - value)).toBeLessThanOrEqual(1e-10 * Math.abs(value));
  }
}

describe('metrics', () => {
  it.each(cases)('agree with scikit-learn and SciPy: $kind, $name', (given) => {
    const task = taskOf(given);
    task.update(rows(given));
    expectAgreement(task.compute(), given);
  });

  it.each(cases)('are the same in batches: $kind, $name', (given) => {
    const task = taskOf(given);
    for (let from = 0; from < given.size; from += 7) task.update(rows(given, from, Math.min(from + 7, given.size)));
    expectAgreement(task.compute(), given);
  });

  it.each(cases.filter(({ kind }, index) => cases.findIndex((each) => each.kind === kind) === index))(
    'are not a number without labels: $kind',
    (given) => {
      const [none, masked] = [taskOf(given), taskOf(given)];
      masked.update({ ...rows(given), mask: new Uint8Array(given.size) });
      const unknown = Object.fromEntries(Object.keys(given.expected).map((name) => [name, Number.NaN]));
      expect(none.compute()).toEqual(unknown);
      expect(masked.compute()).toEqual(unknown);
    },
  );

  it.each(names)('%s can be made again from its config', (name) => {
    const metric = metrics[name].create();
    expect(metric.name).toBe(name);
    expect(metricFromConfig(JSON.parse(JSON.stringify(metric.config))).config).toEqual(metric.config);
  });

  it.each(names)('%s says what its values can be, and never leaves that range', (name) => {
    const { range: [least, greatest] = [1, 0] } = metrics[name].create();
    expect(least).toBeLessThan(greatest);
    for (const { expected } of cases) {
      const value = expected[name] ?? null;
      if (value !== null) expect(value >= least && value <= greatest).toBe(true);
    }
  });

  it('are refused for kinds that they are not defined for', () => {
    expect(() => metrics.rmse.create().create(kindOf('binary', 1, [metrics.auc.create()]))).toThrow(
      'rmse: option `kind` must be a kind of task with numbers, received "binary".',
    );
    expect(() => kindOf('regression', 1, [metrics.accuracy.create()])).toThrow('accuracy: option `kind` must be');
    expect(() => kindOf('multiclass', 3, [metrics.auc.create()])).toThrow('auc: option `kind` must be');
  });

  it('refuse unknown options and unknown names', () => {
    expect(() => metrics['calibration-error'].create({ bin: 3 } as object)).toThrow('did you mean bins');
    expect(() => metrics.accuracy.create(JSON.parse('{"top": 5}') as Record<string, never>)).toThrow('no option `top`');
    expect(() => metricFromConfig({ kind: 'metric', name: 'acuracy', options: {} })).toThrow('did you mean accuracy');
    expect(() => metricFromConfig({ kind: 'loss', name: 'accuracy', options: {} })).toThrow('metric: option `config`');
    expect(() => metricFromConfig({ kind: 'metric', name: 'constructor', options: {} })).toThrow(
      'metric: option `name`',
    );
  });
});
