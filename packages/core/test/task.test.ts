import { describe, expect, expectTypeOf, it } from 'vitest';

import { InvalidOptionError } from '../src/errors.ts';
import type { LossName } from '../src/losses/registry.ts';
import { lossesOf } from '../src/losses/registry.ts';
import type { MetricName } from '../src/metrics/registry.ts';
import { metricsOf } from '../src/metrics/registry.ts';
import { completeTask, type Task, type TaskKind } from '../src/task.ts';

const kinds: readonly TaskKind[] = ['binary', 'multiclass', 'multilabel', 'regression'];

function taskOf(kind: TaskKind, rest: Partial<Task> = {}): Task {
  return { name: 'age', kind, ...(kind === 'multiclass' && { outputs: 3 }), ...rest };
}

describe('completeTask', () => {
  it.each([
    ['binary', 'sigmoid-cross-entropy', ['accuracy', 'auc']],
    ['multiclass', 'softmax-cross-entropy', ['accuracy', 'macro-f1']],
    ['multilabel', 'sigmoid-cross-entropy', ['macro-f1', 'auc', 'accuracy']],
    ['regression', 'mean-squared-error', ['rmse', 'mae', 'r2']],
  ] as const)('fills in the loss and the metrics of a %s task', (kind, loss, metrics) => {
    const outputs = kind === 'multiclass' ? 3 : 1;
    expect(completeTask(taskOf(kind))).toEqual({ name: 'age', kind, outputs, loss, metrics, priority: 1 });
  });

  it('keeps the options of the task', () => {
    const task: Task = {
      name: 'size',
      kind: 'regression',
      outputs: 2,
      classes: ['width', 'height'],
      loss: 'huber',
      metrics: ['r2'],
      priority: 0,
    };
    expect(completeTask(task)).toEqual(task);
    expect(completeTask(completeTask(task))).toEqual(task);
  });

  it('accepts the losses and metrics of the kind, and no others', () => {
    const losses = [...new Set(Object.values(lossesOf).flat())];
    const metrics = [...new Set(Object.values(metricsOf).flat())];
    for (const kind of kinds) {
      for (const loss of losses) {
        if (lossesOf[kind].includes(loss)) expect(completeTask(taskOf(kind, { loss })).loss).toBe(loss);
        else expect(() => completeTask(taskOf(kind, { loss }))).toThrow(InvalidOptionError);
      }
      for (const metric of metrics) {
        if (metricsOf[kind].includes(metric)) {
          expect(completeTask(taskOf(kind, { metrics: [metric] })).metrics).toEqual([metric]);
        } else expect(() => completeTask(taskOf(kind, { metrics: [metric] }))).toThrow(InvalidOptionError);
      }
    }
  });

  it('reports errors in one sentence', () => {
    expect(() => completeTask(taskOf('multiclass', { metrics: ['accuracy', 'auc'] }))).toThrow(
      'task age: option `metrics` must be some of accuracy, macro-f1 for a multiclass task, received ["accuracy","auc"].',
    );
    const { loss } = JSON.parse('{"loss": "hinge"}') as { loss: LossName };
    expect(() => completeTask(taskOf('regression', { loss }))).toThrow(
      'task age: option `loss` must be mean-squared-error or mean-absolute-error or huber for a regression task, received "hinge".',
    );
    const { kind } = JSON.parse('{"kind": "ranking"}') as { kind: TaskKind };
    expect(() => completeTask(taskOf(kind))).toThrow(
      'task age: option `kind` must be one of binary, multiclass, multilabel, regression, received "ranking".',
    );
  });

  it.each([
    ['multiclass', 'one output', { outputs: 1 }],
    ['regression', 'no output', { outputs: 0 }],
    ['regression', '1.5 outputs', { outputs: 1.5 }],
    ['regression', 'outputs that are not a number', { outputs: Number.NaN }],
    ['binary', 'two outputs', { outputs: 2 }],
    ['binary', 'one class', { classes: ['yes'] }],
    ['multiclass', 'too few classes', { classes: ['a', 'b'] }],
    ['regression', 'a negative priority', { priority: -1 }],
    ['regression', 'a priority that is not a number', { priority: Number.NaN }],
    ['regression', 'a priority without end', { priority: Infinity }],
    ['regression', 'no metrics', { metrics: [] }],
  ] as const)('rejects a %s task with %s', (kind, _, rest) => {
    expect(() => completeTask(taskOf(kind, rest))).toThrow(InvalidOptionError);
  });

  it('names two classes for a binary task', () => {
    expect(completeTask(taskOf('binary', { classes: ['no', 'yes'] })).classes).toEqual(['no', 'yes']);
  });
});

describe('names', () => {
  it('are derived from the registries', () => {
    expectTypeOf<LossName>().toEqualTypeOf<
      'softmax-cross-entropy' | 'sigmoid-cross-entropy' | 'mean-squared-error' | 'mean-absolute-error' | 'huber'
    >();
    expectTypeOf<MetricName>().toEqualTypeOf<'accuracy' | 'macro-f1' | 'auc' | 'mae' | 'rmse' | 'r2'>();
  });
});
