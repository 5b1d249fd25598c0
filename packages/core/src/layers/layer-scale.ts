import { mul } from '@tensorflow/tfjs-core';

import { number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer, lastAxis } from './define-layer.ts';
import { constant } from './initializers.ts';
import type { Layer } from './layer.ts';

/** Options of {@link layerScale}. */
export const layerScaleOptions = optionsSchema('layerScale', {
  initial: number({ default: 1e-6, above: 0, scale: 'log', meaning: 'the factors before training' }),
});

/** Options of {@link layerScale}. */
export type LayerScaleOptions = OptionsOf<typeof layerScaleOptions>;

/**
 * A learnt factor for each feature: y = γ ⊙ x. Small factors make a block begin as its shortcut.
 *
 * @param options - The factors before training.
 * @throws {@link InvalidOptionError} when an option is out of range.
 * @see H. Touvron, M. Cord, A. Sablayrolles, G. Synnaeve, H. Jégou. Going Deeper with Image Transformers. ICCV 2021.
 *   https://arxiv.org/abs/2103.17239
 */
export function layerScale(options: LayerScaleOptions = {}): Layer {
  const { initial } = layerScaleOptions.read(options);
  return defineLayer({
    name: 'layerScale',
    options: { initial },
    build(input, scope) {
      const scale = scope.weight('scale', [lastAxis('layerScale', input)], constant(initial));
      return { shape: input.shape, call: (x, run) => mul(x, run.weight(scale)) };
    },
  });
}
