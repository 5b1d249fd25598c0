export type { ClassWeights } from './class-weights.ts';
export type { DetailTensor, Loss } from './loss.ts';
export * from './parts.ts';
export { lossFromConfig, type LossName, losses } from './registry.ts';
