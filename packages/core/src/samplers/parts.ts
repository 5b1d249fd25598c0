// Every sampler, a line each: registry and exports of the package come from here.
export { annealedSampling, annealedSamplingOptions } from './annealed.ts';
export { proportionalSampling, proportionalSamplingOptions } from './proportional.ts';
export { roundRobinSampling, roundRobinSamplingOptions } from './round-robin.ts';
export { temperatureSampling, temperatureSamplingOptions } from './temperature.ts';
export { uniformSampling, uniformSamplingOptions } from './uniform.ts';
