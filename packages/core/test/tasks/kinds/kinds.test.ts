import { describe, expect, expectTypeOf, it } from 'vitest';

import { InvalidOptionError, UnknownOptionError } from '../../../src/errors.ts';
import { gaussian } from '../../../src/losses/gaussian.ts';
import { huber } from '../../../src/losses/huber.ts';
import { poisson } from '../../../src/losses/poisson.ts';
import { quantile } from '../../../src/losses/quantile.ts';
import { sigmoidCrossEntropy } from '../../../src/losses/sigmoid-cross-entropy.ts';
import { softmaxCrossEntropy } from '../../../src/losses/softmax-cross-entropy.ts';
import { auc } from '../../../src/metrics/auc.ts';
import { calibrationError } from '../../../src/metrics/calibration-error.ts';
import { rmse } from '../../../src/metrics/rmse.ts';
import { jsonSchemaOf } from '../../../src/options/json-schema.ts';
import { binary } from '../../../src/tasks/kinds/binary.ts';
import { denseRegression } from '../../../src/tasks/kinds/dense-regression.ts';
import { type ClassPrediction, multiclass } from '../../../src/tasks/kinds/multiclass.ts';
import { multilabel } from '../../../src/tasks/kinds/multilabel.ts';
import { taskKindFromConfig, taskKinds } from '../../../src/tasks/kinds/registry.ts';
import { regression } from '../../../src/tasks/kinds/regression.ts';
import { segmentation } from '../../../src/tasks/kinds/segmentation.ts';
import { tagging } from '../../../src/tasks/kinds/tagging.ts';
import type { TaskKind } from '../../../src/tasks/task-kind.ts';

const everyKind: readonly TaskKind[] = [
  binary({ classes: ['no', 'yes'], loss: sigmoidCrossEntropy({ classWeights: 'balanced' }), metrics: [auc()] }),
  multiclass({ classes: ['a', 'b', 'c'], metrics: [calibrationError({ bins: 5 })] }),
  denseRegression({ targets: ['x', 'y'], height: 2, width: 3, missing: 'zero' }),
  multiclass({ classes: 3 }),
  multilabel({ labels: 4 }),
  regression({ targets: ['width', 'height'], loss: quantile({ q: [0.2, 0.8] }) }),
  segmentation({ classes: ['ground', 'road'], height: 2, width: 3 }),
  tagging({ tags: ['noun', 'verb'], length: 7, loss: softmaxCrossEntropy({ labelSmoothing: 0.1 }) }),
];

describe('kinds of task', () => {
  it.each([
    [binary(), [1], [1], 'sigmoid-cross-entropy', ['accuracy', 'auc']],
    [multiclass({ classes: 3 }), [3], [], 'softmax-cross-entropy', ['accuracy', 'macro-f1']],
    [multilabel({ labels: 4 }), [4], [4], 'sigmoid-cross-entropy', ['macro-f1', 'auc', 'accuracy']],
    [regression(), [1], [1], 'mean-squared-error', ['rmse', 'mae', 'r2']],
    [regression({ targets: 2, loss: gaussian() }), [4], [2], 'gaussian', ['rmse', 'mae', 'r2']],
    [
      segmentation({ classes: 3, height: 2, width: 5 }),
      [2, 5, 3],
      [2, 5],
      'softmax-cross-entropy',
      ['mean-iou', 'accuracy'],
    ],
    [
      denseRegression({ targets: 3, height: 2, width: 5 }),
      [2, 5, 3],
      [2, 5, 3],
      'mean-absolute-error',
      ['mae', 'mape'],
    ],
    [tagging({ tags: 3, length: 5 }), [5, 3], [5], 'softmax-cross-entropy', ['accuracy', 'macro-f1']],
  ] as const)('have shapes, a loss and metrics, case %#', (kind, outputs, labels, loss, metrics) => {
    expect(kind.outputs).toEqual({ shape: outputs, dtype: 'float32' });
    expect(kind.labels.shape).toEqual(labels);
    expect(kind.loss.name).toBe(loss);
    expect(kind.metrics.map(({ name }) => name)).toEqual(metrics);
  });

  it.each(everyKind.map((kind) => [kind.name, kind] as const))('can be made again from the config: %s', (_, kind) => {
    const again = taskKindFromConfig(JSON.parse(JSON.stringify(kind.config)));
    expect(again.config).toEqual(kind.config);
    expect(again.outputs).toEqual(kind.outputs);
    expect(again.names).toEqual(kind.names);
  });

  it('predict in terms of the user', () => {
    const even = { class: 'no', probabilities: { no: 0.5, yes: 0.5 } };
    expect(binary({ classes: ['no', 'yes'] }).decode([0])).toEqual(even);
    expect(binary().decode([Math.log(4)])).toEqual({
      class: '1',
      probabilities: { 0: expect.closeTo(0.2), 1: expect.closeTo(0.8) },
    });
    expect(multiclass({ classes: ['a', 'b', 'c'] }).decode([0, Math.log(2), Math.log(5)])).toEqual({
      class: 'c',
      probabilities: { a: expect.closeTo(1 / 8), b: expect.closeTo(2 / 8), c: expect.closeTo(5 / 8) },
    });
    expect(multilabel({ labels: ['x', 'y'] }).decode([-Math.log(3), Math.log(3)])).toEqual({
      labels: ['y'],
      probabilities: { x: expect.closeTo(0.25), y: expect.closeTo(0.75) },
    });
    expect(regression().decode([812.5])).toBe(812.5);
    expect(regression({ targets: ['width', 'height'] }).decode([1, 2])).toEqual({ width: 1, height: 2 });
    expect(tagging({ tags: ['noun', 'verb'], length: 3 }).decode([1, 0, 0, 1, 5, 2])).toEqual(['noun', 'verb', 'noun']);
  });

  it('predict what the loss of a regression makes of its outputs', () => {
    expect(regression({ loss: poisson() }).decode([Math.log(4)])).toBeCloseTo(4, 12);
    expect(regression({ loss: gaussian() }).decode([3, Math.log(4)])).toEqual({
      value: 3,
      deviation: expect.closeTo(2),
    });
    expect(regression({ loss: quantile({ q: [0.9] }) }).decode([3])).toBe(3);
    expect(regression({ targets: ['a', 'b'], loss: quantile({ q: [0.5, 0.9] }) }).decode([1, 2, 3, 4])).toEqual({
      a: { value: 1, quantiles: { 0.5: 1, 0.9: 2 } },
      b: { value: 3, quantiles: { 0.5: 3, 0.9: 4 } },
    });
  });

  it('accept any text as a name', () => {
    const names = ['constructor', '__proto__', 'toString', ''];
    const { class: predicted, probabilities } = multiclass({ classes: names }).decode([0, 9, 0, 0]);
    expect(predicted).toBe('__proto__');
    expect(Object.keys(probabilities)).toEqual(names);
    expect(Object.getOwnPropertyDescriptor(probabilities, '__proto__')?.value).toBeGreaterThan(0.99);
    expect(Object.keys(binary({ classes: ['__proto__', 'constructor'] }).decode([1]).probabilities)).toHaveLength(2);
  });

  it.each([
    [binary(), [1], [2], '0 or 1'],
    [multiclass({ classes: 3 }), [2], [3], 'a whole number from 0 to 2'],
    [multiclass({ classes: 3 }), [0], [0.5], 'a whole number from 0 to 2'],
    [multilabel({ labels: 2 }), [0, 1], [0, -1], '0 or 1'],
    [regression(), [-1e9], [Number.NaN], 'a finite number'],
    [regression({ loss: poisson() }), [0], [-1], 'a number of at least 0'],
    [tagging({ tags: 2, length: 2 }), [1, -1], [2, 0], 'a whole number from 0 to 1, or -1 where there is none'],
  ] as const)('check labels, case %#', (kind: TaskKind, good, bad, expected) => {
    expect(kind.checkLabel(good)).toBeUndefined();
    expect(kind.checkLabel(bad)).toBe(expected);
  });

  it.each([
    [
      () => binary({ loss: huber() }),
      'binary: option `loss` must be a loss of labels, received "huber, a loss of numbers".',
    ],
    [
      () => binary({ metrics: [rmse()] }),
      'rmse: option `kind` must be a kind of task with numbers, received "binary".',
    ],
    [() => binary({ classes: ['yes'] }), 'binary: option `classes` must be a list of 2 different names, no and yes'],
    [() => binary({ metrics: [auc(), auc()] }), 'must be a list of at least one metric, none twice'],
    [() => multiclass({ classes: 1 }), 'must be a list of at least 2 different names, or their number, received 1.'],
    [() => multiclass({ classes: ['a', 'a'] }), 'must be a list of at least 2 different names'],
    [() => multiclass({ classes: 3, loss: softmaxCrossEntropy({ classWeights: [1, 2] }) }), 'one with 3 class weights'],
    [() => multilabel({ labels: 2, loss: sigmoidCrossEntropy({ classWeights: [1, 2] }) }), '(use positiveWeights)'],
    [() => multilabel({ labels: 0 }), 'multilabel: option `labels` must be'],
    [() => regression({ targets: 1.5 }), 'regression: option `targets` must be'],
    [() => tagging({ tags: 2, length: 0 }), 'tagging: option `length` must be a whole number of at least 1'],
    [() => tagging({ tags: 2, length: 2, loss: huber() }), 'tagging: option `loss` must be a loss of classes'],
    [() => regression({ loss: 'huber' as never }), 'regression: option `loss` must be a loss, such as huber()'],
    [() => regression({ metrics: [] }), 'must be a list of at least one metric, none twice, received [].'],
  ])('refuse what does not fit in one sentence, case %#', (make, sentence) => {
    expect(make).toThrow(InvalidOptionError);
    expect(make).toThrow(sentence);
  });

  it('declare their options for JSON Schema and tables', () => {
    for (const [name, { options }] of Object.entries(taskKinds)) {
      expect(options.owner).toBe(name);
      expect(options.described.map((option) => option.name)).toEqual(expect.arrayContaining(['loss', 'metrics']));
      expect(jsonSchemaOf(options)).toMatchObject({ title: name, additionalProperties: false });
    }
    expect(jsonSchemaOf(taskKinds.tagging.options)).toMatchObject({ required: ['tags', 'length'] });
  });

  it('refuse to be made without what has no default', () => {
    expect(() => multiclass({} as never)).toThrow('multiclass: option `classes` must be');
    expect(() => multilabel({} as never)).toThrow('multilabel: option `labels` must be');
    expect(() => tagging({ tags: 2 } as never)).toThrow('tagging: option `length` must be');
  });

  it('refuse unknown options, configs and names', () => {
    expect(() => binary({ class: ['a', 'b'] } as object)).toThrow(UnknownOptionError);
    expect(() => taskKindFromConfig({ kind: 'task-kind', name: 'binery', options: {} })).toThrow('did you mean binary');
    expect(() => taskKindFromConfig('binary')).toThrow('task-kind: option `config` must be');
    const { config } = multilabel({ labels: 2 });
    const broken = { ...config, options: { ...config.options, loss: { kind: 'loss', name: 'hubert', options: {} } } };
    expect(() => taskKindFromConfig(broken)).toThrow('did you mean huber');
  });

  it('have predictions with types', () => {
    expectTypeOf(binary()).toEqualTypeOf<TaskKind<ClassPrediction>>();
    expectTypeOf(tagging({ tags: 2, length: 1 })).toEqualTypeOf<TaskKind<readonly string[]>>();
    expectTypeOf(binary()).toExtend<TaskKind>();
  });
});
