export type { OptionCard, StrategyCard } from './card.ts';
export { parseStrategy, splitStrategies } from './parse.ts';
export { equal, type EqualState } from './strategies/equal.ts';
export { fixed, type FixedOptions, type FixedState } from './strategies/fixed.ts';
export { gradnorm, type GradnormOptions, type GradnormState, type GradnormTask } from './strategies/gradnorm.ts';
export { cards, strategies, type StrategyName } from './strategies/registry.ts';
export { uncertainty, type UncertaintyOptions, type UncertaintyState } from './strategies/uncertainty.ts';
