import { skipCnn } from '@equipoise/core';
import { beforeAll, describe, expect, it } from 'vitest';

import { datasets, type LoadedDataset } from '../../src/index.ts';
import { overlayMask } from '../../src/image/overlay-mask.ts';
import { at, inputOf, valuesOf } from '../support/known.ts';
import { lossesOf } from '../support/losses-of.ts';

describe('multi-mnist-segmentation', () => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets['multi-mnist-segmentation'].load();
  });

  it('has the images and digits of multi-mnist', async () => {
    const plain = await datasets['multi-mnist'].load();
    for (const split of ['train', 'validation', 'test'] as const) {
      const [own, other] = [dataset.splits[split], plain.splits[split]];
      expect(Buffer.from(inputOf(own, 'image').buffer).equals(Buffer.from(inputOf(other, 'image').buffer))).toBe(true);
      expect(own.labels.left).toEqual(other.labels.left);
      expect(own.labels.right).toEqual(other.labels.right);
    }
  });

  it('marks pixels that are bright, and no others', () => {
    const { test } = dataset.splits;
    const [image, mask] = [inputOf(test, 'image'), valuesOf(test, 'mask')];
    const bright = (127.5 / 255 - 0.1307) / 0.3081;
    expect(image.findIndex((value, pixel) => value > bright !== at(mask, pixel) > 0)).toBe(-1);
    const seen = new Set(mask);
    expect([...seen].sort()).toEqual([0, 1, 2, 3]);
  });

  it('places two digits as their images are placed', () => {
    const corner = (row: number, column: number): Uint8Array => {
      const digit = new Uint8Array(784);
      digit[row * 28 + column] = 255;
      return digit;
    };
    // Canvas pixel (0, 0) is image pixel (0, 0); the right digit's (0, 0) is canvas (6, 6), which is no kept pixel, and (1, 1) is (7, 7): (5, 5).
    const mask = overlayMask(corner(0, 0), corner(1, 1));
    expect(Array.from(mask).flatMap((label, pixel) => (label > 0 ? [[pixel, label]] : []))).toEqual([
      [0, 1],
      [5 * 28 + 5, 2],
    ]);
    expect(overlayMask(corner(7, 7), corner(1, 1))[5 * 28 + 5]).toBe(3);
  });

  it('trains', async () => {
    const few = await datasets['multi-mnist-segmentation'].load({ size: 256 });
    const { validation, ...rest } = few.splits;
    expect(validation.size).toBe(1000);
    const small = { ...few, splits: { ...rest, validation: rest.train } };
    const losses = await lossesOf(small, skipCnn({ filters: [4, 8] }), 3);
    expect(losses.mask?.last).toBeLessThan(losses.mask?.first ?? 0);
  });
});
