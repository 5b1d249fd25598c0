// Every loss, a line each: registry and exports of the package come from here.
export { bpr, bprOptions } from './bpr.ts';
export { cosineDistance, cosineDistanceOptions } from './cosine-distance.ts';
export { cox, coxOptions } from './cox.ts';
export { gaussian, gaussianOptions } from './gaussian.ts';
export { huber, huberOptions } from './huber.ts';
export { infoNce, infoNceOptions } from './info-nce.ts';
export { logCosh, logCoshOptions } from './log-cosh.ts';
export { meanAbsoluteError, meanAbsoluteErrorOptions } from './mean-absolute-error.ts';
export { meanSquaredError, meanSquaredErrorOptions } from './mean-squared-error.ts';
export { negativeBinomial, negativeBinomialOptions } from './negative-binomial.ts';
export { poisson, poissonOptions } from './poisson.ts';
export { quantile, quantileOptions } from './quantile.ts';
export { sampledSoftmax, sampledSoftmaxOptions } from './sampled-softmax.ts';
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
