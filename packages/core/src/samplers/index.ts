export * from './parts.ts';
export { samplerFromConfig, type SamplerName, samplers } from './registry.ts';
export type { SampledStep, Sampler, SamplerProgress } from './sampler.ts';
