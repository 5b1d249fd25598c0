export type { ClassWeights } from './class-weights.ts';
export { gaussian } from './gaussian.ts';
export { huber, huberOptions } from './huber.ts';
export { logCosh } from './log-cosh.ts';
export type { DetailTensor, Loss } from './loss.ts';
export { meanAbsoluteError } from './mean-absolute-error.ts';
export { meanSquaredError } from './mean-squared-error.ts';
export { poisson } from './poisson.ts';
export { quantile, quantileOptions } from './quantile.ts';
export { lossFromConfig, type LossName, losses } from './registry.ts';
export {
  sigmoidCrossEntropy,
  type SigmoidCrossEntropyOptions,
  sigmoidCrossEntropyOptions,
} from './sigmoid-cross-entropy.ts';
export { sigmoidFocal, sigmoidFocalOptions } from './sigmoid-focal.ts';
export {
  softmaxCrossEntropy,
  type SoftmaxCrossEntropyOptions,
  softmaxCrossEntropyOptions,
} from './softmax-cross-entropy.ts';
export { softmaxFocal, softmaxFocalOptions } from './softmax-focal.ts';
