import type { Split } from '@equipoise/core';

import { at, inputOf, valuesOf } from './known.ts';

/** The share of test examples that a softmax regression, the plainest of all networks, gets right. */
export function testAccuracy(
  splits: { train: Split; test: Split },
  task: string,
  sizes: { width: number; classes: number },
): number {
  const { width, classes } = sizes;
  const weights = Array.from({ length: classes }, () => new Array<number>(width + 1).fill(0));
  const scores = (split: Split, row: number): number[] =>
    weights.map((own) =>
      own.reduce((sum, w, k) => sum + w * (k < width ? at(inputOf(split, 'table'), row * width + k) : 1), 0),
    );
  const target = valuesOf(splits.train, task);
  for (let epoch = 0; epoch < 200; epoch += 1) {
    for (let row = 0; row < splits.train.size; row += 1) {
      const powers = scores(splits.train, row).map(Math.exp);
      const total = powers.reduce((sum, power) => sum + power, 0);
      weights.forEach((own, index) => {
        const error = at(powers, index) / total - (target[row] === index ? 1 : 0);
        own.forEach(
          (w, k) => (own[k] = w - 0.05 * error * (k < width ? at(inputOf(splits.train, 'table'), row * width + k) : 1)),
        );
      });
    }
  }
  const truth = valuesOf(splits.test, task);
  const right = Array.from(truth).filter((label, row) => {
    const answers = scores(splits.test, row);
    return answers.indexOf(Math.max(...answers)) === label;
  });
  return right.length / splits.test.size;
}
