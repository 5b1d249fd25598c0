import { conv2d } from '../layers/conv2d.ts';
import { dense } from '../layers/dense.ts';
import { depthwiseConv2d } from '../layers/depthwise-conv2d.ts';
import { gelu } from '../layers/gelu.ts';
import { globalAveragePool } from '../layers/global-average-pool.ts';
import type { Layer } from '../layers/layer.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { layerScale } from '../layers/layer-scale.ts';
import { residual } from '../layers/residual.ts';
import { sequential } from '../layers/sequential.ts';
import { integer, list } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { requireSides } from './image-sides.ts';

/** Options of {@link convNext}. */
export const convNextOptions = optionsSchema('convNext', {
  filters: list(integer({ min: 1, meaning: 'channels of an image' }), {
    default: [32, 64],
    meaning: 'the channels after the patches, at half that size, at a quarter …; the last is the number of features',
    range: 'at least one whole number above 0',
    expected: 'a list of at least one whole number above 0',
    holds: (filters) => filters.length > 0,
  }),
  blocks: integer({ default: 1, min: 1, search: [1, 3], meaning: 'the number of blocks at each size' }),
  patch: integer({
    default: 2,
    min: 1,
    search: [1, 4],
    meaning: 'the side of the patches that become pixels at first',
  }),
  kernel: integer({ default: 7, min: 1, meaning: 'the side of the depthwise filters, in pixels; odd' }),
});

/** Options of {@link convNext}. */
export type ConvNextOptions = OptionsOf<typeof convNextOptions>;

/**
 * A small ConvNeXt, an encoder for images. Patches become pixels, and blocks follow, between which the image is halved:
 *
 *     y = x + γ ⊙ (W₂ GELU(W₁ norm(depthwise(x)) + b₁) + b₂),        four hidden units for each channel
 *
 * The features are normalized means over the pixels. Without stochastic depth, and layer normalization has ε = 10⁻⁵, not 10⁻⁶.
 *
 * @param options - The sizes and blocks.
 * @throws {@link InvalidOptionError} when an option is out of range, {@link ShapeError} when the input is not images, or cannot be made smaller as often.
 * @see Z. Liu, H. Mao, C.-Y. Wu, C. Feichtenhofer, T. Darrell, S. Xie. A ConvNet for the 2020s. CVPR 2022. https://arxiv.org/abs/2201.03545
 */
export function convNext(options: ConvNextOptions = {}): Encoder {
  const complete = convNextOptions.read(options);
  const { filters, blocks, patch, kernel } = complete;
  const smaller = (count: number, side: number): Layer => conv2d({ filters: count, kernel: side, stride: side });
  return defineEncoder('convNext', { ...complete }, (input) => {
    requireSides('convNext', input, filters.length, patch * 2 ** (filters.length - 1));
    return [
      ...filters.flatMap((count, size) => [
        ...(size === 0 ? [smaller(count, patch), layerNorm()] : [layerNorm(), smaller(count, 2)]),
        ...Array.from({ length: blocks }, () => block(count, kernel)),
      ]),
      globalAveragePool(),
      layerNorm(),
    ];
  });
}

function block(channels: number, kernel: number): Layer {
  return residual(
    sequential([
      depthwiseConv2d({ kernel }),
      layerNorm(),
      dense({ units: 4 * channels }),
      gelu(),
      dense({ units: channels }),
      layerScale(),
    ]),
  );
}
