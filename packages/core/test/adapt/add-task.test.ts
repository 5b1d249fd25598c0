import { join } from 'node:path';

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';

import { addTask, type AddTaskOptions } from '../../src/adapt/add-task.ts';
import { keptMetrics } from '../../src/adapt/kept-metrics.ts';
import { removeTask } from '../../src/adapt/remove-task.ts';
import { crossStitch } from '../../src/architectures/cross-stitch.ts';
import { mmoe } from '../../src/architectures/mmoe.ts';
import type { Dataset, Split } from '../../src/data/dataset.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { batchNorm } from '../../src/layers/batch-norm.ts';
import { dense } from '../../src/layers/dense.ts';
import { dropout } from '../../src/layers/dropout.ts';
import { relu } from '../../src/layers/relu.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { loadModel } from '../../src/model-file/load-model.ts';
import { weightsByPath } from '../../src/model/weights-by-path.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { fourNumbers } from '../support/four-numbers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const old = fourNumbers();

/** The same examples with a new task: whether x₁ > x₂. */
function withBigger(tasks = [...old.tasks, { name: 'bigger', kind: binary() }]): Dataset {
  const bigger = (split: Split): Split => {
    const values = Float32Array.from({ length: split.size }, (_, row) => {
      const [b = 0, c = 0] = split.inputs.x?.subarray(4 * row + 1) ?? [];
      return Number(b > c);
    });
    return { ...split, labels: { ...split.labels, bigger: { values } } };
  };
  const { train, validation, test } = old.splits as Record<'train' | 'validation' | 'test', Split>;
  return { ...old, tasks, splits: { train: bigger(train), validation: bigger(validation), test: bigger(test) } };
}

const noisy = sequential([dense({ units: 8 }), batchNorm(), relu(), dropout({ rate: 0.3 })]);
const options: FitOptions = { dataset: old, encoder: noisy, balancer: equal, epochs: 12, batchSize: 20, learningRate: 0.01, seed: 1, engine: 'wasm' }; // prettier-ignore
const more: Omit<AddTaskOptions, 'how'> = { dataset: withBigger(), balancer: equal, epochs: 6, batchSize: 20, learningRate: 0.02, seed: 2, engine: 'wasm' }; // prettier-ignore
const { inputs, size } = old.splits.test ?? old.splits.validation;

const { model } = await fit(options);
const before = await model.predict(inputs);
const weights = weightsByPath(model);

describe('a task added to a trained model', () => {
  it.each([{ how: 'frozen' }, { how: 'low-rank', rank: 2 }] as const)(
    'leaves the old tasks as they were to the bit: $how',
    async (adaptation) => {
      const { model: grown, history } = await addTask(model, { ...more, ...adaptation });
      const { bigger, ...others } = await grown.predict(inputs);
      expect(others).toEqual(before);
      expect(weightsByPath(grown)).toMatchObject(weights);
      expect(history.tasks).toEqual(['bigger']);
      const { metrics } = await grown.evaluate(withBigger().splits.test);
      expect(metrics.bigger?.auc).toBeGreaterThan(0.8);
      expect(Object.keys(grown.trained?.validation ?? {})).toEqual(['sum', 'largest', 'bigger']);
      const file = join(temporaryFolder(), 'grown.safetensors');
      grown.save(file);
      const loaded = loadModel(file, { engine: 'wasm', encoders: {} });
      expect(await loaded.predict(inputs)).toEqual({ bigger, ...others });
      const onnx = join(temporaryFolder(), 'grown.onnx');
      await grown.exportOnnx(onnx);
      const session = await InferenceSession.create(onnx);
      const found = await session.run({ x: new Tensor('float32', inputs.x as Float32Array, [size, 4]) });
      for (const [task, values] of Object.entries({ bigger, ...others }))
        expectClose([...(found[task]?.data as Float32Array)], [...(values ?? [])], 1e-5);
      const without = removeTask(grown, 'bigger', { engine: 'wasm' });
      expect(await without.predict(inputs)).toEqual(before);
      await Promise.all([grown.dispose(), loaded.dispose(), without.dispose(), session.release()]);
    },
  );

  it('reaches more with low-rank deltas than on a frozen encoder that does not see what it needs', async () => {
    const narrow = await fit({
      ...options,
      encoder: dense({ units: 1 }),
      dataset: { ...old, tasks: old.tasks.slice(0, 1) },
    });
    const dataset = withBigger(withBigger().tasks.slice(2));
    const auc = async (how: 'frozen' | 'low-rank'): Promise<number> => {
      const { model: grown } = await addTask(narrow.model, { ...more, dataset, how, epochs: 15 });
      const { metrics } = await grown.evaluate(dataset.splits.test);
      await grown.dispose();
      return metrics.bigger?.auc ?? Number.NaN;
    };
    expect(await auc('frozen')).toBeLessThan(0.85);
    expect(await auc('low-rank')).toBeGreaterThan(0.95);
    await narrow.model.dispose();
  });

  it('trains all weights with how tuned, on the labels of all tasks', async () => {
    const { model: grown, history } = await addTask(model, { ...more, how: 'tuned' });
    expect(history.start?.left).toEqual([]);
    expect(history.start?.fresh).toEqual(['heads/bigger/dense-0/kernel', 'heads/bigger/dense-0/bias']);
    const { sum } = await grown.predict(inputs);
    expect(sum).not.toEqual(before.sum);
    await grown.dispose();
    const lacking = withBigger(withBigger().tasks.slice(1));
    await expect(addTask(model, { ...more, dataset: lacking, how: 'tuned' })).rejects.toThrow(
      'addTask: four numbers must have the task sum of the model with labels too.',
    );
  });

  describe('within a bound', () => {
    const { validation } = withBigger().splits;
    const add = (keepWithin: number, learningRate: number) =>
      addTask(model, { ...more, how: 'tuned', keepWithin, learningRate });

    it('leaves the model with an epoch in which no old task lost more than it may', async () => {
      const was = (await model.evaluate(validation)).metrics;
      const { model: grown, history } = await add(0.05, 0.003);
      const { sum, largest } = (await grown.evaluate(validation)).metrics;
      expect(history.tasks).toEqual(['sum', 'largest', 'bigger']);
      expect(sum?.rmse).toBeLessThanOrEqual(1.05 * (was.sum?.rmse ?? Number.NaN));
      expect(largest?.accuracy).toBeGreaterThanOrEqual(0.95 * (was.largest?.accuracy ?? Number.NaN));
      expect(await grown.predict(inputs)).not.toMatchObject(before);
      await grown.dispose();
    });

    it('keeps the weights of the old tasks where every epoch loses more, and says so', async () => {
      const { model: grown, history } = await add(0, 3);
      expect(await grown.predict(inputs)).toMatchObject(before);
      expect(history.notes.at(-1)).toMatch(/^addTask: no epoch of all weights keeps the old tasks within 0\.0 %/);
      const { metrics } = await grown.evaluate(validation);
      expect(metrics.bigger?.auc).toBeGreaterThan(0.8);
      await grown.dispose();
    });

    it('measures numbers in their own unit, however the new data standardise them', async () => {
      const scaled = [
        { name: 'sum', kind: regression({ scales: [{ mean: 1, deviation: 2 }] }) },
        ...old.tasks.slice(1),
      ];
      const labels = (validation.labels.sum?.values ?? new Float32Array()).map((value) => (value - 1) / 2);
      const split = { ...validation, labels: { ...validation.labels, sum: { values: labels } } };
      const [plain, other] = await Promise.all([
        keptMetrics(model, old.tasks, validation),
        keptMetrics(model, scaled, split),
      ]);
      expect(other[0]?.value).toBeCloseTo(plain[0]?.value ?? Number.NaN, 5);
      expect(other[1]).toEqual(plain[1]);
    });
  });

  it('trains the gates of a mixture of experts, whose experts stay', async () => {
    const mixture = await fit({
      ...options,
      architecture: mmoe({ experts: 2 }),
      encoder: mlp({ hidden: [4] }),
      epochs: 1,
    });
    const { model: grown } = await addTask(mixture.model, { ...more, how: 'frozen', epochs: 1 });
    expect(await grown.predict(inputs)).toMatchObject(await mixture.model.predict(inputs));
    await Promise.all([grown.dispose(), mixture.model.dispose()]);
  });

  it('is refused in one sentence', async () => {
    const add = (changed: object) => addTask(model, { ...more, how: 'frozen', ...changed });
    await expect(add({ how: 'froze' })).rejects.toThrow('addTask: option `how` must be one of frozen, low-rank, tuned');
    await expect(add({ rank: 2 })).rejects.toThrow("option `rank` must be left out without how: 'low-rank'");
    await expect(add({ dataset: old })).rejects.toThrow(
      'must have a task that the model has not; it has sum, largest.',
    );
    const wide = { ...withBigger(), inputs: { x: { shape: [5], dtype: 'float32' } } };
    await expect(add({ dataset: wide })).rejects.toThrow(
      'the inputs of four numbers must be made as those of the model',
    );
    const stitched = await fit({ ...options, architecture: crossStitch(), encoder: mlp({ hidden: [3] }), epochs: 1 });
    await expect(addTask(stitched.model, { ...more, how: 'frozen', epochs: 1 })).rejects.toThrow(
      'addTask: option `model`',
    );
    expect(() => removeTask(stitched.model, 'sum')).toThrow(
      'removeTask: option `model` must be a model whose other weights do not depend on the tasks that it has',
    );
    await stitched.model.dispose();
    await expect(add({ keepWithin: 0.1 })).rejects.toThrow("option `keepWithin` must be left out without how: 'tuned'");
    await expect(add({ how: 'tuned', keepWithin: -1 })).rejects.toThrow(
      'option `keepWithin` must be a number of at least 0, received -1.',
    );
    expect(() => removeTask(model, 'sun')).toThrow('one of sum, largest (did you mean sum?), received "sun".');
  });
});
