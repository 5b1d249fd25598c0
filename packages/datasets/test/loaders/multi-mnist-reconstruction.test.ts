import { skipCnn } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { at, inputOf, valuesOf } from '../support/known.ts';
import { lossesOf } from '../support/losses-of.ts';

describe('multi-mnist-reconstruction', () => {
  it('has the images and digits of multi-mnist, and each is the brighter of its two digits', async () => {
    const dataset = await datasets['multi-mnist-reconstruction'].load({ size: 64 });
    const plain = await datasets['multi-mnist'].load({ size: 64 });
    for (const split of ['train', 'test'] as const) {
      const [own, other] = [dataset.splits[split], plain.splits[split]];
      const image = inputOf(own, 'image');
      expect(Buffer.from(image.buffer).equals(Buffer.from(inputOf(other, 'image').buffer))).toBe(true);
      expect([own.labels.left, own.labels.right]).toEqual([other.labels.left, other.labels.right]);
      const [left, right] = [valuesOf(own, 'left-image'), valuesOf(own, 'right-image')];
      const brighter = (pixel: number): number => Math.max(at(left, pixel), at(right, pixel));
      expect(image.findIndex((value, pixel) => Math.abs(value - (brighter(pixel) - 0.1307) / 0.3081) > 1e-5)).toBe(-1);
    }
  });

  it('trains', async () => {
    const few = await datasets['multi-mnist-reconstruction'].load({ size: 256 });
    const small = { ...few, splits: { ...few.splits, validation: few.splits.train } };
    const losses = await lossesOf(small, skipCnn({ filters: [4, 8] }), 8);
    expect(losses['left-image']?.last).toBeLessThan(losses['left-image']?.first ?? 0);
  });
});
