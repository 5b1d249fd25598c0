import type { Dataset, Split } from '@equipoise/core';

/**
 * A data set with zeros for every input: what a model learns of it is the best constant prediction.
 *
 * @param dataset - The data set.
 */
export function withoutInputs(dataset: Dataset): Dataset {
  const { train, validation, test } = dataset.splits;
  return {
    ...dataset,
    splits: {
      train:
        'inputs' in train
          ? zeroed(train)
          : { size: train.size, gather: async (rows) => zeroed(await train.gather(rows)) },
      validation: zeroed(validation),
      ...(test && { test: zeroed(test) }),
    },
  };
}

function zeroed(split: Split): Split {
  const inputs = Object.entries(split.inputs).map(([name, { constructor, length }]) => [
    name,
    new (constructor as Float32ArrayConstructor | Int32ArrayConstructor)(length),
  ]);
  return { ...split, inputs: Object.fromEntries(inputs) as Split['inputs'] };
}
