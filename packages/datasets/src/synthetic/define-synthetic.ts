import {
  checkKnownOptions,
  type CompleteOptionsOf,
  type Dataset,
  type OptionsOf,
  type OptionsSchema,
  type Random,
  random,
  type Split,
  type Task,
} from '@equipoise/core';

import type { DatasetCard, DatasetEntry, LoadedDataset, LoadOptions } from '../card.ts';
import { completeSeedAndSize } from '../load-options.ts';

/** What a synthetic data set is, once its constants are drawn. */
export interface Formula {
  /** Number of inputs: each is drawn from the standard normal distribution. */
  readonly width: number;
  /**
   * The labels of an example, a list for each task.
   *
   * @param x - Its inputs.
   * @param noise - Where its noise is drawn from.
   */
  readonly labels: (x: Float32Array, noise: Random) => readonly ArrayLike<number>[];
  /**
   * What is to be predicted.
   *
   * @param train - The labels of the training examples, a list for each task.
   */
  readonly tasks: (train: readonly Float32Array[]) => readonly Task[];
}

/** A data set of the registry whose formula leaves something open. */
export interface SyntheticEntry<Schema> extends Omit<DatasetEntry, 'load'> {
  /** Makes the data set: seed and size, and what its formula leaves open. */
  readonly load: (options?: LoadOptions & OptionsOf<Schema>) => Promise<LoadedDataset>;
}

/** Examples for validation and for testing, whatever the size. */
const [validationSize, testSize] = [1000, 2000];

/**
 * Makes an entry of the registry of a formula. The seed draws its constants and its examples. Fewer training examples are the beginning of
 * more, and the other two splits do not depend on how many there are.
 *
 * @param card - What there is to know of it.
 * @param dials - The declaration of what the formula leaves open.
 * @param draw - Draws the constants of the formula.
 */
export function defineSynthetic<Schema extends OptionsSchema>(
  card: Omit<DatasetCard, 'arrival' | 'modality' | 'split' | 'licence'>,
  dials: Schema,
  draw: (dials: CompleteOptionsOf<Schema>, constants: Random) => Formula,
): SyntheticEntry<Schema> {
  const defaultSize = card.examples - validationSize - testSize;
  const fullCard: DatasetCard = {
    ...card,
    arrival: 'synthetic',
    dials: dials.described,
    modality: 'tabular',
    licence: 'Apache-2.0 (made by this package)',
    split: `drawn independently: ${defaultSize.toLocaleString('en')} training examples unless told otherwise, 1,000 for validation, 2,000 for testing`,
  };
  const names = dials.described.map(({ name }) => name);
  const make = (options: LoadOptions & OptionsOf<Schema>): LoadedDataset => {
    checkKnownOptions(card.name, options, ['seed', 'size', ...names]);
    const { seed, size, ...given } = options as LoadOptions;
    const read = dials.read(given) as Readonly<Record<string, unknown>>;
    const complete = completeSeedAndSize(
      card.name,
      { ...(seed !== undefined && { seed }), ...(size !== undefined && { size }) },
      defaultSize,
    );
    const stream = random(complete.seed);
    const formula = draw(read as CompleteOptionsOf<Schema>, stream.fork('constants'));
    return { ...makeDataset(nameOf(card.name, dials, read), formula, stream, complete.size), card: fullCard };
  };
  return {
    ...fullCard,
    load: async (options) => Promise.resolve(options ?? ({} as OptionsOf<Schema>)).then(make),
  };
}

/** The name, with the dials that are not at their defaults, as a command line has it: `gradnorm-toy(tasks=10)`. */
function nameOf(name: string, { described }: OptionsSchema, dials: Readonly<Record<string, unknown>>): string {
  const textOf = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));
  const turned = described
    .map((dial) => [dial.name, textOf(dials[dial.name]), textOf(dial.defaultValue)] as const)
    .filter(([, value, usual]) => value !== usual)
    .map(([dial, value]) => `${dial}=${value}`);
  return turned.length === 0 ? name : `${name}(${turned.join(',')})`;
}

interface Drawn {
  readonly size: number;
  readonly x: Float32Array;
  readonly labels: readonly Float32Array[];
}

function makeDataset(
  name: string,
  formula: Formula,
  stream: Random,
  size: number,
): Pick<Dataset, 'name' | 'inputs' | 'tasks'> & Pick<LoadedDataset, 'splits'> {
  const drawn = {
    train: drawExamples(formula, stream.fork('train'), size),
    validation: drawExamples(formula, stream.fork('validation'), validationSize),
    test: drawExamples(formula, stream.fork('test'), testSize),
  };
  const tasks = formula.tasks(drawn.train.labels);
  const toSplit = (examples: Drawn): Split => ({
    size: examples.size,
    inputs: { x: examples.x },
    labels: Object.fromEntries(
      tasks.map((task, index) => [task.name, { values: examples.labels[index] ?? new Float32Array(0) }]),
    ),
  });
  return {
    name,
    inputs: { x: { shape: [formula.width], dtype: 'float32' } },
    tasks,
    splits: { train: toSplit(drawn.train), validation: toSplit(drawn.validation), test: toSplit(drawn.test) },
  };
}

function drawExamples({ width, labels }: Formula, stream: Random, size: number): Drawn {
  const [inputs, noise] = [stream.fork('inputs'), stream.fork('noise')];
  const x = new Float32Array(size * width);
  const columns: Float32Array[] = [];
  for (let example = 0; example < size; example += 1) {
    const own = x.subarray(example * width, (example + 1) * width);
    for (let index = 0; index < width; index += 1) own[index] = inputs.normal();
    const values = labels(own, noise);
    values.forEach((list, task) => {
      if (example === 0) columns.push(new Float32Array(size * list.length));
      columns[task]?.set(list, example * list.length);
    });
  }
  return { size, x, labels: columns };
}
