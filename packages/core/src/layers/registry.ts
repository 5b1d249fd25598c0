import { isRecord } from '../is-record.ts';
import { partFromConfig, type Registry } from '../options/from-config.ts';
import { batchNorm } from './batch-norm.ts';
import { concatenate } from './concatenate.ts';
import { conv1d } from './conv1d.ts';
import { conv2d } from './conv2d.ts';
import { crossNetwork } from './cross-network.ts';
import { dense } from './dense.ts';
import { depthwiseConv2d } from './depthwise-conv2d.ts';
import { dropout } from './dropout.ts';
import { embedding } from './embedding.ts';
import { featureTokens } from './feature-tokens.ts';
import { firstVector } from './first-vector.ts';
import { flatten } from './flatten.ts';
import { gelu } from './gelu.ts';
import { globalAveragePool } from './global-average-pool.ts';
import type { Layer } from './layer.ts';
import { layerNorm } from './layer-norm.ts';
import { layerScale } from './layer-scale.ts';
import { maxPool } from './max-pool.ts';
import { maxPool1d } from './max-pool1d.ts';
import { pairwiseInteractions } from './pairwise-interactions.ts';
import { periodicNumbers } from './periodic-numbers.ts';
import { positionEmbedding } from './position-embedding.ts';
import { recurrent } from './recurrent.ts';
import { relu } from './relu.ts';
import { residual } from './residual.ts';
import { selfAttention } from './self-attention.ts';
import { sequential } from './sequential.ts';
import { tableEmbedding } from './table-embedding.ts';
import { tokenConvolution } from './token-convolution.ts';
import { tokenEmbedding } from './token-embedding.ts';
import { tokenPool } from './token-pool.ts';
import { transformerBlock } from './transformer-block.ts';
import { upsample } from './upsample.ts';

/** Every layer that is made from plain options, by its name. */
export const layers = {
  batchNorm,
  conv1d,
  conv2d,
  crossNetwork,
  dense,
  depthwiseConv2d,
  dropout,
  embedding,
  featureTokens,
  firstVector,
  flatten,
  gelu,
  globalAveragePool,
  layerNorm,
  layerScale,
  maxPool,
  maxPool1d,
  pairwiseInteractions,
  periodicNumbers,
  positionEmbedding,
  recurrent,
  relu,
  selfAttention,
  tableEmbedding,
  tokenConvolution,
  tokenEmbedding,
  tokenPool,
  transformerBlock,
  upsample,
} as const satisfies Registry<Layer>;

/**
 * A layer from its config, with the layers that it is made of.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Layers of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known layer.
 */
export function layerFromConfig(config: unknown, own: Registry<Layer> = {}): Layer {
  const made = (inner: unknown): Layer => layerFromConfig(inner, own);
  const containers: Registry<Layer> = {
    sequential: ({ layers: inner }: { readonly layers: readonly unknown[] }) => sequential(inner.map(made)),
    concatenate: ({ layers: inner }: { readonly layers: readonly unknown[] }) => concatenate(inner.map(made)),
    residual: ({ main, shortcut }: { readonly main: unknown; readonly shortcut: unknown }) =>
      residual(made(main), made(shortcut)),
  };
  const known = isRecord(config) && Object.hasOwn(containers, String(config.name)) ? containers : layers;
  return partFromConfig<Layer>('layer', config, known, own);
}
