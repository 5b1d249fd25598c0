export { accumulate, accumulateOptions } from './accumulate.ts';
export { clip, clipOptions } from './clip.ts';
export { averagedWeights, ema, emaOptions } from './ema.ts';
export type { Optimizer, OptimizerResult, OptimizerStep, WeightShapes, SlotSize } from './optimizer.ts';
export * from './parts.ts';
export { optimizerFromConfig, type OptimizerName, optimizers, optimizerWrappers } from './registry.ts';
