import { grad, sum, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { fitFromTeachers, type FitFromTeachersOptions } from '../../src/adapt/fit-from-teachers.ts';
import { layoutOf, taughtLoss } from '../../src/adapt/taught-loss.ts';
import type { Split } from '../../src/data/dataset.ts';
import { selectTasks } from '../../src/data/select-tasks.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import type { MultiTaskModel } from '../../src/model/multi-task-model.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import { survival } from '../../src/tasks/kinds/survival.ts';
import type { TaskKind } from '../../src/tasks/task-kind.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { fourNumbers } from '../support/four-numbers.ts';

function lossOf(kind: TaskKind, rows: { outputs: number[][]; labels: number[][] }, temperature: number, share: number) {
  const loss = taughtLoss(kind, layoutOf(kind), { temperature, share });
  return tidy(() => {
    const labels = tensor2d(rows.labels);
    const outputs = tensor2d(rows.outputs);
    return {
      losses: [...loss.call(outputs, labels).dataSync()],
      gradient: [...grad((x) => sum(loss.call(x, labels)))(outputs).dataSync()],
    };
  });
}

describe('the loss of a student', () => {
  it('is that of Hinton for classes, on a worked example', () => {
    // x = [2, 0], z = [4, 0], T = 2: softmax(z/T) = σ(2), log softmax(x/T) = −log(1 + e^∓1). Label 1: ℓ_hard = log(1 + e²).
    const p = 1 / (1 + Math.exp(-2));
    const soft = 4 * (p * Math.log(1 + Math.exp(-1)) + (1 - p) * Math.log(1 + Math.exp(1)));
    const hard = Math.log(1 + Math.exp(2));
    const { losses } = lossOf(multiclass({ classes: 2 }), { outputs: [[2, 0], [2, 0]], labels: [[1, 1, 4, 0], [0, 0, 4, 0]] }, 2, 0.25); // prettier-ignore
    expectClose(losses, [0.75 * hard + 0.25 * soft, soft], 1e-5); // The second has no label.
  });

  it('matches logits in the limit of high temperatures, as the paper derives', () => {
    const { gradient } = lossOf(
      multiclass({ classes: 3 }),
      { outputs: [[1, -2, 1]], labels: [[0, 0, 0.5, 0.5, -1]] },
      300,
      1,
    );
    expectClose(gradient, [0.5 / 3, -2.5 / 3, 2 / 3], 1e-2);
  });

  it('is a cross-entropy of soft truths for yes and no, and the own loss for numbers', () => {
    const yes = lossOf(binary(), { outputs: [[1]], labels: [[0, 0, 2]] }, 1, 0);
    expectClose(yes.losses, [Math.log(1 + Math.E) - 1 / (1 + Math.exp(-2))], 1e-5);
    expect(lossOf(regression(), { outputs: [[1]], labels: [[3, 1, 2]] }, 7, 0.25).losses).toEqual([0.75 * 4 + 0.25]);
  });

  it('is refused for kinds without logits or numbers', () => {
    expect(() => taughtLoss(survival(), layoutOf(survival()), { temperature: 1, share: 1 })).toThrow(
      'fitFromTeachers: option `kind` must be a kind with logits of classes or labels, or with one number for each target, received "survival".',
    );
  });
});

const dataset = fourNumbers();
const options: FitOptions = { dataset, encoder: mlp({ hidden: [16] }), balancer: equal, epochs: 30, batchSize: 20, learningRate: 0.02, engine: 'wasm' }; // prettier-ignore
const teachers: MultiTaskModel[] = [];
for (const name of ['sum', 'largest']) {
  teachers.push((await fit({ ...options, dataset: selectTasks(dataset, [name]) })).model);
}
const { test } = dataset.splits;

/** The data set without a single training label of `largest`, and with few of `sum`. */
const unlabelled = {
  ...dataset,
  splits: {
    ...dataset.splits,
    train: {
      ...(dataset.splits.train as Split),
      labels: { sum: { values: (dataset.splits.train as Split).labels.sum?.values ?? new Float32Array(0), mask: Uint8Array.from({ length: 200 }, (_, row) => Number(row < 4)) } }, // prettier-ignore
    },
  },
};

describe('a model trained from teachers', () => {
  it('is one model of several single-task models, without labels of a task', async () => {
    const { model, history } = await fitFromTeachers({ ...options, dataset: unlabelled, teachers, seed: 5 });
    expect(model.tasks.map(({ kind }) => kind.config)).toEqual(dataset.tasks.map(({ kind }) => kind.config));
    const { metrics } = await model.evaluate(test);
    expect(metrics.largest?.accuracy).toBeGreaterThan(0.85);
    expect(metrics.sum?.r2).toBeGreaterThan(0.95);
    expect(history.epochs.at(-1)?.validation.metrics.largest?.accuracy).toBeGreaterThan(0.8); // Of the true labels.
    await model.dispose();
  });

  it('with the share 0 and all labels is trained as without teachers', async () => {
    const short = { ...options, epochs: 2 };
    const [plain, taught] = [await fit(short), await fitFromTeachers({ ...short, teachers, share: 0 })];
    expectClose([...taught.model.weights.parameters], [...plain.model.weights.parameters], 1e-4);
    await Promise.all([plain.model.dispose(), taught.model.dispose()]);
  });

  it('is refused in one sentence', async () => {
    const from = (changed: Partial<FitFromTeachersOptions>) => fitFromTeachers({ ...options, teachers, ...changed });
    await expect(from({ temperature: 0 })).rejects.toThrow('option `temperature` must be a number above 0');
    await expect(from({ share: 2 })).rejects.toThrow('option `share` must be a number from 0 to 1, received 2');
    await expect(from({ teachers: [] })).rejects.toThrow('must be models of which one has a task of the data set');
    const classes = { ...dataset, tasks: [{ name: 'largest', kind: multiclass({ classes: ['a', 'b', 'c'] }) }] };
    await expect(from({ dataset: classes })).rejects.toThrow(
      'the task largest must be of the kind, and have the classes',
    );
  });
});
