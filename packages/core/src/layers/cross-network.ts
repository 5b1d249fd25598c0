import { add, mul } from '@tensorflow/tfjs-core';

import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer, lastAxis } from './define-layer.ts';
import { affine } from './dense.ts';
import type { Layer } from './layer.ts';

/** Options of {@link crossNetwork}. */
export const crossNetworkOptions = optionsSchema('crossNetwork', {
  layers: integer({ default: 2, min: 1, meaning: 'the number of cross layers: products of up to one more feature' }),
  rank: integer({ default: 0, min: 0, meaning: 'the rank of the matrix of a cross layer; 0 for a full matrix' }),
});

/** Options of {@link crossNetwork}. */
export type CrossNetworkOptions = OptionsOf<typeof crossNetworkOptions>;

/**
 * The cross layers of DCN-v2, which multiply features:
 *
 *     x_{l+1} = x₀ ⊙ (W_l x_l + b_l) + x_l        W_l = U_l V_lᵀ of low rank, if asked for
 *
 * @param options - How many, and their rank.
 * @throws {@link InvalidOptionError} when an option is out of range.
 * @see R. Wang, R. Shivanna, D. Z. Cheng, S. Jain, D. Lin, L. Hong, E. H. Chi. DCN V2: Improved Deep & Cross Network and Practical
 *   Lessons for Web-scale Learning to Rank Systems. WWW 2021. https://arxiv.org/abs/2008.13535
 */
export function crossNetwork(options: CrossNetworkOptions = {}): Layer {
  const { layers, rank } = crossNetworkOptions.read(options);
  return defineLayer({
    name: 'crossNetwork',
    options: { layers, rank },
    build(input, scope) {
      const width = lastAxis('crossNetwork', input);
      const crosses = Array.from({ length: layers }, (_, index) => {
        const place = scope.child(`cross-${index}`);
        if (rank === 0) return affine(place, width, width);
        const [narrow, widen] = [affine(place.child('narrow'), width, rank, false), affine(place, rank, width)];
        return (...[x, run]: Parameters<typeof widen>) => widen(narrow(x, run), run);
      });
      return {
        shape: input.shape,
        call: (first, run) => crosses.reduce((x, cross) => add(mul(first, cross(x, run)), x), first),
      };
    },
  });
}
