import { batchNorm } from '../layers/batch-norm.ts';
import { conv2d } from '../layers/conv2d.ts';
import { globalAveragePool } from '../layers/global-average-pool.ts';
import type { Layer } from '../layers/layer.ts';
import { relu } from '../layers/relu.ts';
import { residual } from '../layers/residual.ts';
import { sequential } from '../layers/sequential.ts';
import { integer, list } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';

/** Options of {@link resNet}. */
export const resNetOptions = optionsSchema('resNet', {
  filters: list(integer({ min: 1, meaning: 'filters of a convolution' }), {
    default: [16, 32, 64],
    meaning: 'the filters at full size, at half size, at a quarter …; the last is the number of features',
    range: 'at least one whole number above 0',
    expected: 'a list of at least one whole number above 0',
    holds: (filters) => filters.length > 0,
  }),
  blocks: integer({ default: 1, min: 1, search: [1, 3], meaning: 'the number of blocks at each size' }),
});

/** Options of {@link resNet}. */
export type ResNetOptions = OptionsOf<typeof resNetOptions>;

/**
 * A small ResNet, an encoder for images: as the paper has it for CIFAR-10, with three sizes and n blocks of two 3×3 convolutions at each, 6n + 2 layers;
 * three blocks are ResNet-20. Convolutions have batch normalization instead of a bias. Where a block halves the image, its shortcut is a 1×1
 * convolution (option B). The features are means over the pixels.
 *
 * @param options - The sizes and blocks.
 * @throws {@link InvalidOptionError} when an option is out of range, {@link ShapeError} when the input is not images.
 * @see K. He, X. Zhang, S. Ren, J. Sun. Deep Residual Learning for Image Recognition. CVPR 2016. https://arxiv.org/abs/1512.03385
 */
export function resNet(options: ResNetOptions = {}): Encoder {
  const complete = resNetOptions.read(options);
  const { filters, blocks } = complete;
  const [first = 1] = filters;
  return defineEncoder('resNet', { ...complete }, () => [
    ...convolution(first),
    relu(),
    ...filters.flatMap((count, size) =>
      Array.from({ length: blocks }, (_, index) => block(count, size > 0 && index === 0)).flat(),
    ),
    globalAveragePool(),
  ]);
}

function convolution(filters: number, stride = 1, kernel = 3): readonly Layer[] {
  return [conv2d({ filters, kernel, stride, padding: 'half', bias: false }), batchNorm()];
}

function block(filters: number, halves: boolean): readonly Layer[] {
  const main = sequential([...convolution(filters, halves ? 2 : 1), relu(), ...convolution(filters)]);
  return [halves ? residual(main, sequential(convolution(filters, 2, 1))) : residual(main), relu()];
}
