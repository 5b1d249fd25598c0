import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { mlp } from '../../src/encoders/mlp.ts';
import { readModelFile } from '../../src/model-file/load-model.ts';
import { weightsByPath } from '../../src/model/weights-by-path.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal } from '../support/balancers.ts';
import { brokenOff, from, outcomeOf } from '../support/resume.ts';
import { fourNumbers } from '../support/four-numbers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const dataset = fourNumbers(40);
const options: FitOptions = {
  dataset,
  encoder: mlp({ hidden: [5] }),
  balancer: equal,
  epochs: 2,
  batchSize: 20,
  engine: 'wasm',
};

const { model } = await fit(options);
const start = weightsByPath(model);
const still = { ...options, epochs: 1, groups: ['encoder', 'heads'].map((path) => ({ path, frozen: true })) };

describe('a run that starts from other weights', () => {
  it('has them, of a model or of its file, and says so in the history and in the file', async () => {
    const file = join(temporaryFolder(), 'model.safetensors');
    model.save(file);
    for (const given of [start, readModelFile(file).tensors]) {
      const again = await fit({ ...still, start: given, seed: 3 });
      expect(again.model.weights).toEqual(model.weights);
      expect(again.history.start).toEqual({ taken: Object.keys(start), left: [], fresh: [] });
      expect(again.history.notes).toEqual(['start: 6 weights were taken.']);
      expect(again.model.trained?.start).toMatch(/^[0-9a-f]{64}$/);
      await again.model.dispose();
    }
  });

  it('leaves what the model has not or in another shape, and names it', async () => {
    const [sum] = dataset.tasks;
    const tasks = [...(sum ? [sum] : []), { name: 'largest', kind: binary() }];
    const labels = dataset.splits.validation.labels;
    const largest = { values: Int32Array.from(labels.largest?.values ?? [], (value) => Math.min(value, 1)) };
    const validation = { ...dataset.splits.validation, labels: { ...labels, largest } };
    const other = { ...dataset, tasks, splits: { train: validation, validation } };
    const { history, model: made } = await fit({ ...options, dataset: other, start, epochs: 1 });
    await made.dispose();
    const two = ['heads/largest/dense-0/kernel', 'heads/largest/dense-0/bias'];
    expect(history.start).toMatchObject({ left: two, fresh: two });
    expect(history.notes[0]).toBe(
      `start: 4 weights were taken; 2 begin anew: ${two.join(', ')}; 2 were left: ${two.join(', ')}.`,
    );
  });

  it('goes on bit for bit from a checkpoint, and not as a run that starts elsewhere', async () => {
    const usual = { ...options, epochs: 3, seed: 4 };
    const run = { ...usual, start };
    const resume = await brokenOff(run, 5);
    expect(from(await outcomeOf({ ...run, resume }), 2)).toEqual({
      ...from(await outcomeOf(run), 2),
      history: expect.objectContaining({ notes: [] }) as unknown,
    });
    await expect(fit({ ...usual, resume })).rejects.toThrow('of a run with the start undefined, received');
  });

  it('is refused without a weight that fits, or with what is no weight', async () => {
    const strange = { 'trunk/kernel': { data: new Float32Array(2), shape: [2] } };
    await expect(fit({ ...options, start: strange })).rejects.toThrow(
      'fit: option `start` must be weights of which the model has one, such as encoder/dense-0/kernel of the shape [4,5], received',
    );
    const odd = { 'encoder/dense-0/kernel': { data: Float32Array.of(Number.NaN), shape: [1] } };
    await expect(fit({ ...options, start: odd })).rejects.toThrow('option `start` must be weights by their paths');
    await expect(fit({ ...options, start: model as never })).rejects.toThrow('option `start` must be weights by');
  });
});
