export { batchNorm, type BatchNormOptions, batchNormOptions } from './batch-norm.ts';
export { conv2d, type Conv2dOptions, conv2dOptions } from './conv2d.ts';
export { defineLayer, type LayerDefinition } from './define-layer.ts';
export { dense, type DenseOptions, denseOptions } from './dense.ts';
export { dropout, type DropoutOptions, dropoutOptions } from './dropout.ts';
export { embedding, type EmbeddingOptions, embeddingOptions } from './embedding.ts';
export { flatten } from './flatten.ts';
export { globalAveragePool } from './global-average-pool.ts';
export {
  constant as constantInitializer,
  normal as normalInitializer,
  uniform as uniformInitializer,
} from './initializers.ts';
export type { Built, ColumnSpec, Initializer, Layer, Run, Scope, TensorSpec, WeightRef } from './layer.ts';
export { layerNorm } from './layer-norm.ts';
export { maxPool, type MaxPoolOptions, maxPoolOptions } from './max-pool.ts';
export { positionEmbedding } from './position-embedding.ts';
export { layerFromConfig, layers } from './registry.ts';
export { relu } from './relu.ts';
export { residual } from './residual.ts';
export { selfAttention, type SelfAttentionOptions, selfAttentionOptions } from './self-attention.ts';
export { sequential } from './sequential.ts';
export { stagesOf } from './stages.ts';
export { stopGradient } from './stop-gradient.ts';
export {
  embeddingWidth,
  tableEmbedding,
  type TableEmbeddingOptions,
  tableEmbeddingOptions,
} from './table-embedding.ts';
export { tokenConvolution, type TokenConvolutionOptions, tokenConvolutionOptions } from './token-convolution.ts';
export { tokenPool } from './token-pool.ts';
export { upsample, type UpsampleOptions, upsampleOptions } from './upsample.ts';
export { concatenate } from './concatenate.ts';
export { crossNetwork, type CrossNetworkOptions, crossNetworkOptions } from './cross-network.ts';
export { featureTokens, type FeatureTokensOptions, featureTokensOptions } from './feature-tokens.ts';
export { firstVector } from './first-vector.ts';
export { gelu } from './gelu.ts';
export { pairwiseInteractions } from './pairwise-interactions.ts';
export { periodicNumbers, type PeriodicNumbersOptions, periodicNumbersOptions } from './periodic-numbers.ts';
export { transformerBlock, type TransformerBlockOptions, transformerBlockOptions } from './transformer-block.ts';
export { conv1d, type Conv1dOptions, conv1dOptions } from './conv1d.ts';
export { maxPool1d, type MaxPool1dOptions, maxPool1dOptions } from './max-pool1d.ts';
export { recurrent, type RecurrentOptions, recurrentOptions } from './recurrent.ts';
export { tokenEmbedding, type TokenEmbeddingOptions, tokenEmbeddingOptions } from './token-embedding.ts';
export { depthwiseConv2d, type DepthwiseConv2dOptions, depthwiseConv2dOptions } from './depthwise-conv2d.ts';
export { layerScale, type LayerScaleOptions, layerScaleOptions } from './layer-scale.ts';
