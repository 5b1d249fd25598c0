import {
  checkpoints,
  type Dataset,
  datasetDigest,
  fit,
  InvalidOptionError,
  loadCheckpoint,
  multiclass,
  random,
  segmentation,
  skipCnn,
  type Split,
} from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { augmented, type AugmentOptions, colourJitter, crop, flip } from '../../src/index.ts';
import { at, inputOf, known } from '../support/known.ts';
import { equal } from '../support/losses-of.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Four images of 2 × 3 in two channels: pixel p of image i has the values 10 i + p and its opposite, and the class p mod 3 in its mask. */
function dataset(size = 4): Dataset {
  const image = new Float32Array(size * 12);
  const mask = new Int32Array(size * 6);
  for (let index = 0; index < size; index += 1) {
    for (let pixel = 0; pixel < 6; pixel += 1) {
      image[index * 12 + 2 * pixel] = 10 * index + pixel;
      image[index * 12 + 2 * pixel + 1] = -(10 * index + pixel);
      mask[index * 6 + pixel] = pixel % 3;
    }
  }
  const kind = new Int32Array(size).map((_, index) => index % 2);
  const train: Split = { size, inputs: { image }, labels: { mask: { values: mask }, kind: { values: kind } } };
  return {
    name: 'small',
    inputs: { image: { shape: [2, 3, 2], dtype: 'float32' } },
    tasks: [
      { name: 'mask', kind: segmentation({ classes: 3, height: 2, width: 3 }) },
      { name: 'kind', kind: multiclass({ classes: 2 }) },
    ],
    splits: { train, validation: train },
  };
}

const gather = (options: AugmentOptions, indices: readonly number[], own = dataset()): Promise<Split> =>
  augmented(own, options).splits.train.gather(Uint32Array.from(indices));
/** The first channel. */
const firsts = (split: Split): number[] => [...inputOf(split, 'image')].filter((_, index) => index % 2 === 0);

const temporary = temporaryFolder();

describe('augmented', () => {
  it('flips image and mask along', async () => {
    const across = await gather({ steps: [flip({ chance: 1 })] }, [1]);
    expect(firsts(across)).toEqual([12, 11, 10, 15, 14, 13]);
    expect([...known(across.labels.mask).values]).toEqual([2, 1, 0, 2, 1, 0]);
    expect(firsts(await gather({ steps: [flip({ axis: 'vertical', chance: 1 })] }, [0]))).toEqual([3, 4, 5, 0, 1, 2]);
    expect(firsts(await gather({ steps: [flip({ chance: 0 })] }, [0]))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('crops within the padding, with the mean and no label outside', async () => {
    const places = new Set<string>();
    for (let seed = 0; seed < 200; seed += 1) {
      const moved = await gather({ steps: [crop({ padding: 1 })], seed }, [2]);
      places.add(firsts(moved).join());
      firsts(moved).forEach((value, pixel) => {
        const label = at(known(moved.labels.mask).values, pixel);
        expect(label).toBe(value === 0 ? -1 : (value - 20) % 3);
      });
    }
    expect(places.size).toBe(9);
    expect(places).toContain('20,21,22,23,24,25');
    expect(places).toContain('24,25,0,0,0,0');
  });

  it('keeps what colour jitter keeps', async () => {
    const image = inputOf(dataset().splits.train as Split, 'image').slice(12, 24);
    const bright = inputOf(await gather({ steps: [colourJitter({ contrast: 0, saturation: 0 })] }, [1]), 'image');
    const added = at(bright, 0) - at(image, 0);
    expect(Math.abs(added)).toBeLessThanOrEqual(0.2);
    bright.forEach((value, index) => expect(value).toBeCloseTo(at(image, index) + added, 4));
    const contrast = inputOf(await gather({ steps: [colourJitter({ brightness: 0, saturation: 0 })] }, [1]), 'image');
    const ratio = at(contrast, 0) / at(image, 0); // The mean of the image is 0.
    contrast.forEach((value, index) => expect(value).toBeCloseTo(at(image, index) * ratio, 3));
    const saturation = inputOf(await gather({ steps: [colourJitter({ brightness: 0, contrast: 0 })] }, [1]), 'image');
    for (let pixel = 0; pixel < 12; pixel += 2)
      expect(at(saturation, pixel) + at(saturation, pixel + 1)).toBeCloseTo(0, 4);
  });

  it('draws the same for the same seed and batch, and else anew', async () => {
    const options = { steps: [flip(), crop({ padding: 1 }), colourJitter()], mixup: 0.2, seed: 3 };
    const first = await gather(options, [0, 1, 2, 3]);
    expect(await gather(options, [0, 1, 2, 3])).toEqual(first);
    expect(await gather({ ...options, seed: 4 }, [0, 1, 2, 3])).not.toEqual(first);
    const turned = await gather(options, [1, 0, 2, 3]);
    expect(inputOf(turned, 'image').slice(24)).not.toEqual(inputOf(first, 'image').slice(24));
  });

  it('leaves the data set as it was', async () => {
    const own = dataset();
    const result = augmented(own, { steps: [flip({ chance: 1 })] });
    await result.splits.train.gather(Uint32Array.of(0, 1));
    expect(own.splits.train).toEqual(dataset().splits.train);
    expect(result.splits.validation).toBe(own.splits.validation);
  });

  it('mixes pairs by shares of Beta(α, α), which weigh their labels', async () => {
    const shares: number[] = [];
    for (let seed = 0; seed < 2000; seed += 1) {
      const { inputs, labels } = await gather({ mixup: 0.4, seed }, [1, 3]);
      const weight = known(labels.kind?.weight);
      shares.push(at(weight, 0));
      if (seed > 20) continue;
      expect(at(weight, 0) + at(weight, 1)).toBeCloseTo(1, 6);
      expect(at(known(inputs.image), 0)).toBeCloseTo(at(weight, 0) * 10 + at(weight, 1) * 30, 4);
      expect(known(inputs.image).slice(12)).toEqual(known(inputs.image).slice(0, 12));
      expect([...known(labels.kind).values]).toEqual([1, 1]);
    }
    // Beta(α, α) has the mean 1/2 and the variance 1 / (4 (2 α + 1)).
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length;
    expect(mean).toBeCloseTo(0.5, 1);
    expect(variance).toBeCloseTo(1 / (4 * 1.8), 2);
  });

  it('keeps the last example of an odd batch', async () => {
    const { inputs, labels } = await gather({ mixup: 1 }, [0, 1, 2]);
    expect(at(known(labels.kind?.weight), 2)).toBe(1);
    expect(at(known(inputs.image), 24)).toBe(20);
  });

  it('trains to the same bits when it is resumed', async () => {
    const stream = random(1);
    const own = dataset(16);
    const train = own.splits.train as Split;
    const image = inputOf(train, 'image').map(() => stream.normal());
    const data = augmented(
      { ...own, splits: { ...own.splits, train: { ...train, inputs: { image } } } },
      { steps: [flip(), crop({ padding: 1 })], mixup: 0.2 },
    );
    const folder = temporary();
    const run = async (epochs: number, more: object = {}): Promise<readonly number[]> => {
      const { model, history } = await fit({
        dataset: data,
        balancer: equal,
        encoder: skipCnn({ filters: [4] }),
        epochs,
        batchSize: 4,
        learningRate: 0.01,
        ...more,
      });
      await model.dispose();
      return history.epochs.flatMap(({ trainLosses }) => [...trainLosses]);
    };
    const whole = await run(4);
    expect(new Set(whole).size).toBe(8);
    await run(2, { callbacks: [checkpoints(folder)] });
    expect((await run(4, { resume: loadCheckpoint(folder) })).slice(-4)).toEqual(whole.slice(-4));
  });

  it('has another digest where a training image is another', async () => {
    const digest = (own: Dataset): Promise<string> => datasetDigest(augmented(own, { steps: [flip()] }));
    const changed = dataset();
    const { train } = changed.splits;
    inputOf(train as Split, 'image')[5] = 99;
    const other = { ...changed, splits: { ...dataset().splits, train } };
    expect(await digest(dataset())).toBe(await digest(dataset()));
    expect(await digest(other)).not.toBe(await digest(dataset()));
  });

  it.each<[string, AugmentOptions]>([
    ['input', { input: 'text' }],
    ['mixup', { mixup: 0 }],
    ['seed', { seed: 0.5 }],
  ])('refuses a wrong %s', (name, options) => {
    expect(() => augmented(dataset(), options)).toThrow(InvalidOptionError);
    expect(() => augmented(dataset(), options)).toThrow(name);
  });

  it('refuses options of steps out of range', () => {
    expect(() => flip({ chance: 2 })).toThrow(InvalidOptionError);
    expect(() => crop({ padding: 0 })).toThrow(InvalidOptionError);
    expect(() => colourJitter({ contrast: -1 })).toThrow(InvalidOptionError);
  });
});
