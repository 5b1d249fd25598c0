import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Dataset, type MultiTaskModel, sizeOf, type Split } from '@equipoise/core';

import { median } from '../statistics/summary.ts';
import { type ModelConfig, trainModel } from './train-model.ts';

/** What a prediction of all tasks takes. */
export interface ServingCost {
  /** Parameters, of all models together. */
  readonly parameters: number;
  /** Bytes of the model files together. */
  readonly bytes: number;
  /** The median time in milliseconds to predict all tasks of one example. */
  readonly oneMs: number;
  /** The same of `rows` examples at once. */
  readonly manyMs: number;
}

/** One model for all tasks beside a model for each. */
export interface Serving {
  /** The models on the other side: one for each task. */
  readonly models: number;
  /** Examples at once in `manyMs`. */
  readonly rows: number;
  /** The one model. */
  readonly one: ServingCost;
  /** A model for each task. */
  readonly separate: ServingCost;
}

const mostRows = 256;
const rounds = 25;

/**
 * Measures what one model for all tasks and a model for each take to predict: parameters, bytes of files, and the time, in turns so that a busy machine
 * slows both. The separate models are trained for one epoch: neither size nor time depends on the weights.
 *
 * @param model - The one model.
 * @param dataset - Its data: examples are those of the validation split.
 * @param config - How it was trained.
 */
export async function measureServing(model: MultiTaskModel, dataset: Dataset, config: ModelConfig): Promise<Serving> {
  const separate: MultiTaskModel[] = [];
  try {
    for (const { name } of dataset.tasks) {
      separate.push(await trainModel({ ...config, tasks: [name], strategy: 'equal', epochs: 1 }, dataset));
    }
    const { validation } = dataset.splits;
    const rows = Math.min(mostRows, validation.size);
    const sides = [[model], separate];
    const one = await timesOf(sides, firstOf(dataset, validation, 1));
    const many = await timesOf(sides, firstOf(dataset, validation, rows));
    const [ofOne, ofSeparate] = sides.map((models, side): ServingCost => {
      const parameters = models.reduce((sum, { parameterCount }) => sum + parameterCount, 0);
      return { parameters, bytes: bytesOf(models), oneMs: one[side] ?? 0, manyMs: many[side] ?? 0 };
    }) as [ServingCost, ServingCost];
    return { models: separate.length, rows, one: ofOne, separate: ofSeparate };
  } finally {
    await Promise.all(separate.map((each) => each.dispose()));
  }
}

async function timesOf(sides: readonly (readonly MultiTaskModel[])[], inputs: Split['inputs']): Promise<number[]> {
  const times: number[][] = sides.map(() => []);
  for (let round = -2; round < rounds; round += 1) {
    for (const [side, models] of sides.entries()) {
      const start = performance.now();
      for (const model of models) await model.predict(inputsOf(model, inputs));
      if (round >= 0) times[side]?.push(performance.now() - start); // The rounds before compile and warm up.
    }
  }
  return times.map((each) => Number(median(each).toPrecision(3)));
}

/** The inputs that a model reads: one of a single task may lack some. */
function inputsOf(model: MultiTaskModel, inputs: Split['inputs']): Split['inputs'] {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => Object.hasOwn(model.inputs, name)));
}

function firstOf({ inputs }: Dataset, split: Split, rows: number): Split['inputs'] {
  return Object.fromEntries(
    Object.entries(split.inputs).map(([name, values]) => {
      const spec = inputs[name];
      return [name, spec ? values.slice(0, rows * sizeOf(spec)) : values];
    }),
  );
}

function bytesOf(models: readonly MultiTaskModel[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-gallery-'));
  try {
    const file = join(folder, 'model.safetensors');
    return models.reduce((sum, model) => {
      model.save(file);
      return sum + statSync(file).size;
    }, 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
