import { type Dataset, mmoe, random, regression, type Split, type SplitName } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { compare, type CompareOptions } from '../../src/compare.ts';
import { openStore } from '../../src/trials/store.ts';
import { checkJudgeable } from '../../src/final/held-out.ts';
import { draftStudy } from '../../src/study/plan-study.ts';
import { smallStudy } from '../support/made-up.ts';

/** Ten rows a split of two numbers, with the labels that are given; all are there unless marked. */
function dataset(masks: Partial<Record<SplitName, Uint8Array>> = {}): Dataset {
  const stream = random(1);
  const numbers = (length: number): Float32Array => Float32Array.from({ length }, () => stream.next());
  const split = (name: SplitName): Split => ({
    size: 10,
    inputs: { x: numbers(20) },
    labels: { size: { values: numbers(10), ...(masks[name] && { mask: masks[name] }) } },
  });
  return {
    name: 'ten',
    inputs: { x: { shape: [2], dtype: 'float32' } },
    tasks: [{ name: 'size', kind: regression() }],
    splits: { train: split('train'), validation: split('validation'), test: split('test') },
  };
}

const { arms, seeds, training, engine, threads } = smallStudy();
const study = { arms, seeds, training, engine, threads };

describe('draftStudy', () => {
  it.each<[string, object, string]>([
    ['batch_size', { training: { ...training, batch_size: 4 } }, '`batch_size` (did you mean batchSize?)'],
    ['seed', { seed: 3 }, 'compare: there is no option `seed` (did you mean seeds?).'],
    [
      'half a seed',
      { seeds: 0.5 },
      'compare: option `seeds` must be a whole number from 1 to 3333, for at most 10000 trials',
    ],
    ['a million seeds', { seeds: 1e6 }, 'for at most 10000 trials with 3 a seed, received 1000000.'],
    ['no threads', { threads: 0 }, 'compare: threads cannot be 0: '],
    ['no epochs', { training: { ...training, epochs: 0 } }, 'compare: epochs cannot be 0: '],
    ['another engine', { engine: 'gpu' }, 'compare: engine cannot be "gpu": '],
    [
      'a layer of no size',
      { training: { ...training, encoder: { kind: 'encoder', name: 'mlp', options: { hidden: [0] } } } },
      'mlp: option `hidden[0]` must be a whole number of at least 1, received 0.',
    ],
    [
      'an encoder for other inputs',
      { training: { ...training, encoder: { kind: 'encoder', name: 'cnn', options: {} } } },
      'conv2d: the input must be images',
    ],
    [
      'an architecture in place of an encoder',
      { training: { ...training, encoder: mmoe().config } },
      'compare: encoder.kind cannot be "architecture": ',
    ],
    [
      'a front of one task',
      { measures: { front: { points: 4 } } },
      'option `front` must be left out with fewer than 2 tasks',
    ],
    [
      'transfer of one task',
      { measures: { transfer: ['pairwise'] } },
      '`transfer` must be left out with fewer than 2 tasks',
    ],
    ['half a point', { measures: { front: { points: 4.5 } } }, 'study: option `front.points` must be '],
    [
      'weights of no arm',
      { measures: { distill: ['equl'] } },
      'equal, gradnorm (did you mean equal?), received "equl".',
    ],
    ['a batch above the rows', { training: { ...training, batchSize: 11 } }, 'at most the 10 training examples of ten'],
  ])('refuses %s in one sentence', (_, wrong, sentence) => {
    expect(() => draftStudy(dataset(), { ...study, ...wrong })).toThrow(sentence);
    expect(() => draftStudy(dataset(), study)).not.toThrow();
  });

  it.each(['train', 'validation', 'test'] as const)('refuses a task without a label in the split %s', (split) => {
    const marks = { [split]: new Uint8Array(10) };
    expect(() => checkJudgeable(dataset(marks))).toThrow(`ten, ${split}: the task size must have a label, has none.`);
    expect(() => checkJudgeable(dataset({ [split]: new Uint8Array(10).fill(1, 3) }))).not.toThrow();
  });
});

describe('compare', () => {
  it('names an option that does not exist', async () => {
    const options = { studies: [], store: openStore('nowhere', () => undefined), executor: () => undefined };
    await expect(compare(options as unknown as CompareOptions)).rejects.toThrow(
      'compare: there is no option `executor` (did you mean execute?).',
    );
  });
});
