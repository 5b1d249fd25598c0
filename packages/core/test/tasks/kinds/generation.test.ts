import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import { describe, expect, it } from 'vitest';

import type { Dataset, Split } from '../../../src/data/dataset.ts';
import { tokenEncoder } from '../../../src/encoders/token-encoder.ts';
import { huber } from '../../../src/losses/huber.ts';
import { TaskMetrics } from '../../../src/metrics/task-metrics.ts';
import { random } from '../../../src/random.ts';
import { generation } from '../../../src/tasks/kinds/generation.ts';
import { taskKindFromConfig } from '../../../src/tasks/kinds/registry.ts';
import { fit } from '../../../src/training/fit.ts';
import { equal } from '../../support/balancers.ts';

const tokens = ['</s>', 'eins', 'zwei', 'drei', 'vier', 'fünf'];
const length = 6;
const kind = generation({ tokens, length });

/** A logit of 1 for each token decided on. */
function outputsOf(indices: readonly number[]): Float32Array {
  return Float32Array.from(indices.flatMap((index) => tokens.map((_, token) => Number(token === index))));
}

describe('generation', () => {
  it('writes tokens until the one that ends a text', () => {
    expect(kind.decode(outputsOf([3, 1, 2, 0, 4, 4]))).toBe('drei eins zwei');
    expect(kind.decode(outputsOf([1, 1, 1, 1, 1, 1]))).toBe('eins eins eins eins eins eins');
    expect(kind.decode(outputsOf([0, 1, 1, 1, 1, 1]))).toBe('');
    const characters = generation({ tokens: ['', 'a', 'b'], length: 2, separator: '' });
    expect(characters.decode([0, 0, 1, 0, 1, 0])).toBe('ba');
  });

  it('is measured by its texts and by its tokens', () => {
    const metrics = new TaskMetrics({ name: 'translation', kind });
    const [right, short] = [
      [1, 2, 3, 4, 5, 0],
      [5, 4, 3, 2, 0, 1],
    ];
    metrics.update({
      outputs: outputsOf([...right, ...short]),
      labels: Int32Array.of(...right, 5, 4, 3, 2, 0, -1),
      size: 2,
    });
    expect(metrics.compute()).toEqual({ bleu: expect.closeTo(100, 10), chrf: expect.closeTo(100, 10), accuracy: 1 });
  });

  it('refuses tokens that are none and losses that do not fit, and is made again from its config', () => {
    expect(kind.checkLabel([1, 2, 0, -1, -1, -1])).toBeUndefined();
    expect(kind.checkLabel([6, 0, -1, -1, -1, -1])).toBe('a whole number from 0 to 5, or -1 where there is none');
    expect(() => generation({ tokens, length, loss: huber() })).toThrow('`loss` must be a loss of classes');
    const again = taskKindFromConfig(JSON.parse(JSON.stringify(kind.config)));
    expect([again.config, again.decode(outputsOf([1, 0, 0, 0, 0, 0]))]).toEqual([kind.config, 'eins']);
  });

  it('is learnt: words one by one, until the end', async () => {
    const part = (size: number, seed: number): Split => {
      const draw = random(seed);
      const text = new Int32Array(size * length);
      const values = new Int32Array(size * length).fill(-1);
      for (let row = 0; row < size; row += 1) {
        const count = 4 + draw.integer(2);
        for (let at = 0; at < count; at += 1) {
          const word = 1 + draw.integer(5);
          text[row * length + at] = word;
          values[row * length + at] = 6 - word;
        }
        text[row * length + count] = 6; // The end of the source.
        values[row * length + count] = 0;
      }
      return { size, inputs: { text }, labels: { translation: { values } } };
    };
    const dataset: Dataset = {
      name: 'numbers',
      inputs: { text: { shape: [length], dtype: 'int32', vocabulary: 7 } },
      tasks: [{ name: 'translation', kind }],
      splits: { train: part(256, 1), validation: part(64, 2) },
    };
    const { model } = await fit({
      dataset,
      balancer: equal,
      encoder: tokenEncoder({ embedding: 16, filters: [16], window: 1 }),
      learningRate: 0.02,
      epochs: 15,
      batchSize: 32,
      engine: 'wasm',
    });
    const { translation } = (await model.evaluate(dataset.splits.validation)).metrics;
    expect(translation?.bleu).toBeGreaterThan(99);
    await model.dispose();
  });
});
