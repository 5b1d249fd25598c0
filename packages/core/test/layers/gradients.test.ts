import { expect, it } from 'vitest';

import { batchNorm } from '../../src/layers/batch-norm.ts';
import { concatenate } from '../../src/layers/concatenate.ts';
import { conv1d } from '../../src/layers/conv1d.ts';
import { conv2d } from '../../src/layers/conv2d.ts';
import { crossNetwork } from '../../src/layers/cross-network.ts';
import { dense } from '../../src/layers/dense.ts';
import { depthwiseConv2d } from '../../src/layers/depthwise-conv2d.ts';
import { embedding } from '../../src/layers/embedding.ts';
import { featureTokens } from '../../src/layers/feature-tokens.ts';
import { firstVector } from '../../src/layers/first-vector.ts';
import { flatten } from '../../src/layers/flatten.ts';
import { gelu } from '../../src/layers/gelu.ts';
import { globalAveragePool } from '../../src/layers/global-average-pool.ts';
import type { Layer, TensorSpec } from '../../src/layers/layer.ts';
import { layerNorm } from '../../src/layers/layer-norm.ts';
import { layerScale } from '../../src/layers/layer-scale.ts';
import { maxPool } from '../../src/layers/max-pool.ts';
import { maxPool1d } from '../../src/layers/max-pool1d.ts';
import { pairwiseInteractions } from '../../src/layers/pairwise-interactions.ts';
import { periodicNumbers } from '../../src/layers/periodic-numbers.ts';
import { positionEmbedding } from '../../src/layers/position-embedding.ts';
import { recurrent } from '../../src/layers/recurrent.ts';
import { relu } from '../../src/layers/relu.ts';
import { residual } from '../../src/layers/residual.ts';
import { selfAttention } from '../../src/layers/self-attention.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { tableEmbedding } from '../../src/layers/table-embedding.ts';
import { tokenConvolution } from '../../src/layers/token-convolution.ts';
import { tokenEmbedding } from '../../src/layers/token-embedding.ts';
import { tokenPool } from '../../src/layers/token-pool.ts';
import { transformerBlock } from '../../src/layers/transformer-block.ts';
import { upsample } from '../../src/layers/upsample.ts';
import { random } from '../../src/random.ts';
import { expectClose } from '../support/expect-close.ts';
import { build, layerDifferences, layerGradients, runLayer } from '../support/run-layer.ts';

const text: TensorSpec = { shape: [5], dtype: 'int32', vocabulary: 6 };
const columns = [{ name: 'size' }, { name: 'colour', levels: 3 }, { name: 'age' }, { name: 'city', levels: 12 }];
const row: TensorSpec = { shape: [4], dtype: 'float32', columns };
const tokens = [1, 5, 2, 0, 0, 3, 3, 1, 4, 2];
const rows = [0.5, 2, -1, 11, 0.25, 0, 2, 3];

it.each<[string, Layer, TensorSpec | readonly number[], (readonly number[])?]>([
  ['dense', dense({ units: 2 }), [3]],
  ['dense over sequences', dense({ units: 2 }), [4, 3]],
  ['conv2d', conv2d({ kernel: 2, filters: 3 }), [4, 5, 2]],
  ['conv2d with stride and padding', conv2d({ kernel: 3, filters: 2, stride: 2, padding: 'half' }), [5, 4, 2]],
  ['max-pool', maxPool(), [4, 5, 2]],
  ['global average pool', globalAveragePool(), [3, 2, 2]],
  ['upsample', upsample(), [3, 2, 2]],
  ['flatten', flatten(), [2, 3]],
  ['relu', relu(), [6]],
  ['layer norm', layerNorm(), [3, 4]],
  ['batch norm', batchNorm(), [3]],
  ['batch norm of images', batchNorm(), [2, 2, 3]],
  ['position embedding', positionEmbedding(), [3, 2]],
  ['residual', residual(sequential([dense({ units: 4 }), layerNorm()])), [4]],
  ['self-attention', selfAttention({ heads: 2 }), [3, 4]],
  ['embedding', embedding({ width: 3 }), text, tokens],
  ['token convolution', tokenConvolution({ embedding: 2, filters: 3, window: 3 }), text, tokens],
  ['token pool', tokenPool(), [4, 3]],
  ['table embedding', tableEmbedding(), row, rows],
  ['gelu', gelu(), [6]],
  ['concatenate', concatenate([dense({ units: 2 }), gelu()]), [3, 4]],
  ['first vector', firstVector(), [3, 2]],
  ['cross network', crossNetwork(), [4]],
  ['cross network of low rank', crossNetwork({ rank: 2, layers: 1 }), [4]],
  ['pairwise interactions', pairwiseInteractions(), [3, 2]],
  ['feature tokens', featureTokens({ width: 2, summary: true }), [3]],
  ['feature tokens of categories', featureTokens({ width: 2 }), row, rows],
  ['periodic numbers', periodicNumbers({ frequencies: 2, width: 2, deviation: 0.1 }), [3]],
  ['depthwise conv2d', depthwiseConv2d({ kernel: 3 }), [4, 5, 2]],
  ['layer scale', layerScale({ initial: 0.5 }), [3, 4]],
  ['conv1d', conv1d({ filters: 2 }), [4, 3]],
  ['max-pool of sequences', maxPool1d(), [5, 2]],
  ['lstm', recurrent({ units: 2 }), [3, 2]],
  ['gru', recurrent({ cell: 'gru', units: 2, bidirectional: false }), [3, 2]],
  ['token embedding', tokenEmbedding({ width: 2, positions: 'learnt' }), text, tokens],
  ['layer norm of tokens', layerNorm(), { shape: [3, 4], dtype: 'float32', perToken: true }],
  [
    'transformer block of tokens',
    transformerBlock({ heads: 1, hidden: 3, activation: 'reglu' }),
    { shape: [3, 2], dtype: 'float32', perToken: true },
  ],
  ['transformer block', transformerBlock({ heads: 2, hidden: 3, activation: 'gelu' }), [3, 4]],
])('%s: gradients are those of finite differences, shape as stated', (_, layer, spec, given) => {
  const built = build(layer, spec);
  const shape = [given === tokens || given === rows ? 2 : 3, ...('shape' in spec ? spec.shape : spec)];
  const stream = random(9);
  const size = shape.reduce((product, length) => product * length, 1);
  // Every two numbers are at least 0.05 apart, and none is nearer to 0: no difference reaches over a kink.
  const values = given ?? [...stream.permutation(size)].map((place) => 0.1 * (place - size / 2) + 0.05);
  const input = { values, shape };
  const weights = built.parameters.map((ref, index) => [...ref.initializer(ref.shape, stream.fork(`${index}`))]);
  const options = { whole: given !== undefined, training: true };
  const gradients = layerGradients(built, input, weights, options);
  const differences = layerDifferences(built, input, weights, options);
  expect(runLayer(built, input, weights).shape).toEqual([shape[0], ...built.output.shape]);
  expect(gradients).toHaveLength(differences.length);
  gradients.forEach((gradient, index) => {
    expectClose(gradient, differences[index] ?? [], 3e-3);
  });
});
