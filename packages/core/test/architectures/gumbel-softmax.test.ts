import '@tensorflow/tfjs-backend-cpu';

import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { gumbelSoftmax } from '../../src/architectures/gumbel-softmax.ts';
import { random } from '../../src/random.ts';
import { expectClose } from '../support/expect-close.ts';

const logits = [0.5, -1, 1.5];

/** Choices by the same logits, a row for each draw. */
function choicesOf(uniform: readonly number[], temperature: number): readonly (readonly number[])[] {
  const shape: [number, number] = [uniform.length / 3, 3];
  return tf.tidy(() => {
    const rows = tf.tile(tf.tensor2d(logits, [1, 3]), [shape[0], 1]);
    return gumbelSoftmax(rows, tf.tensor2d([...uniform], shape), tf.scalar(temperature)).arraySync() as number[][];
  });
}

describe('gumbelSoftmax', () => {
  const stream = random(1);
  const uniform = Array.from({ length: 3 * 20_000 }, () => stream.next());

  it('is softmax((logits − log(−log u)) / τ)', () => {
    const [u, temperature] = [[0.3, 0.9, 0.05], 0.7];
    const powers = u.map((value, index) =>
      Math.exp(((logits[index] ?? NaN) - Math.log(-Math.log(value))) / temperature),
    );
    const total = powers.reduce((sum, power) => sum + power, 0);
    expectClose(
      choicesOf(u, temperature)[0] ?? [],
      powers.map((power) => power / total),
      1e-5,
    );
  });

  it('chooses class i with the probability softmax(logits)ᵢ', () => {
    const counts = [0, 0, 0];
    for (const row of choicesOf(uniform, 1)) {
      const chosen = row.indexOf(Math.max(...row));
      counts[chosen] = (counts[chosen] ?? NaN) + 1;
    }
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    logits.forEach((logit, index) => {
      const probability = Math.exp(logit) / total;
      const deviation = Math.sqrt((probability * (1 - probability)) / 20_000);
      expect(Math.abs((counts[index] ?? NaN) / 20_000 - probability)).toBeLessThan(4 * deviation);
    });
  });

  it('is near one-hot when it is cold, and near uniform when it is hot', () => {
    const cold = choicesOf(uniform, 1e-3).map((row) => Math.max(...row));
    expect(cold.filter((largest) => largest > 0.999).length / cold.length).toBeGreaterThan(0.99);
    for (const row of choicesOf(uniform.slice(0, 300), 1e4)) expectClose(row, [1 / 3, 1 / 3, 1 / 3], 0.01);
  });

  it('is finite at the ends of the interval', () => {
    for (const row of choicesOf([0, 1 - 2 ** -24, 0.5, 0, 0, 0], 0.1))
      expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
  });
});
