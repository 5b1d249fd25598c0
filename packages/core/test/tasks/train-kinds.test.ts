import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { describe, expect, it } from 'vitest';

import type { Dataset, Split } from '../../src/data/dataset.ts';
import type { Head } from '../../src/heads/head.ts';
import { dense } from '../../src/layers/dense.ts';
import { embedding } from '../../src/layers/embedding.ts';
import { flatten } from '../../src/layers/flatten.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { gaussian } from '../../src/losses/gaussian.ts';
import { sigmoidCrossEntropy } from '../../src/losses/sigmoid-cross-entropy.ts';
import { random } from '../../src/random.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import { tagging } from '../../src/tasks/kinds/tagging.ts';
import { adam } from '../../src/optimizers/adam.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';

const length = 5;
const kinds = {
  tags: tagging({ tags: ['odd', 'even'], length }),
  tokens: regression({ loss: gaussian() }),
  seven: binary({ classes: ['no', 'yes'], loss: sigmoidCrossEntropy({ classWeights: 'balanced' }) }),
};

/** A head for tasks with one label for all tokens. */
const wholeSentence: Head = {
  config: { kind: 'head', name: 'whole-sentence', options: {} },
  layer: ({ shape: [units = 1] }) => sequential([flatten(), dense({ units })]),
};

/** Sentences of 2 to 5 of the tokens 1 to 7, padded with 0: is each token odd, how many are there, is one a 7? */
function sentences(size: number, seed: number): Split {
  const draw = random(seed);
  const rows = Array.from({ length: size }, () => {
    const count = 2 + draw.integer(length - 1);
    return Array.from({ length }, (_, token) => (token < count ? 1 + draw.integer(7) : 0));
  });
  return {
    size,
    inputs: { text: Int32Array.from(rows.flat()) },
    labels: {
      tags: { values: Int32Array.from(rows.flat(), (token) => (token === 0 ? -1 : 1 - (token % 2))) },
      tokens: { values: Float32Array.from(rows, (row) => row.filter((token) => token > 0).length) },
      seven: { values: Float32Array.from(rows, (row) => (row.includes(7) ? 1 : 0)) },
    },
  };
}

const dataset: Dataset = {
  name: 'sentences',
  inputs: { text: { shape: [length], dtype: 'int32', vocabulary: 8 } },
  tasks: Object.entries(kinds).map(([name, kind]) => ({ name, kind })),
  splits: { train: sentences(256, 1), validation: sentences(64, 2) },
};

describe('training', () => {
  it('tags tokens, predicts deviations and balances classes, beside one another', async () => {
    const { model } = await fit({
      dataset,
      balancer: equal,
      encoder: embedding({ width: 16 }),
      head: wholeSentence,
      optimizer: adam(),
      learningRate: 0.02,
      epochs: 20,
      batchSize: 32,
      engine: 'wasm',
    });
    const { metrics } = await model.evaluate(dataset.splits.validation);
    expect(metrics.tags?.accuracy).toBe(1);
    expect(metrics.tokens?.r2).toBeGreaterThan(0.9);
    expect(metrics.seven?.accuracy).toBeGreaterThan(0.9);
    const outputs = await model.predict({ text: Int32Array.of(1, 2, 7, 0, 0) });
    expect(kinds.tags.decode(outputs.tags ?? []).slice(0, 3)).toEqual(['odd', 'even', 'odd']);
    expect(kinds.seven.decode(outputs.seven ?? []).class).toBe('yes');
    const tokens = kinds.tokens.decode(outputs.tokens ?? []);
    expect(tokens).toEqual({ value: expect.closeTo(3, 0), deviation: expect.any(Number) });
    await model.dispose();
  });
});
