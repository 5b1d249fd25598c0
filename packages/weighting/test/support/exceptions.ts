import type { StrategyName } from '../../src/index.ts';
import type { BalancerPromise } from '../../src/testing.ts';

const sign = 'answers no negative weight';
const order = 'reorders the weights when the tasks are reordered';

/** The promises that a strategy's rule cannot keep, whatever the implementation. */
export const exceptions: Partial<Record<StrategyName, readonly BalancerPromise[]>> = {
  'aligned-mtl': [sign],
  bloop: [order, 'weighs the present tasks as if the absent ones did not exist'], // The first task is the main one.
  config: [sign],
  cosmos: [sign],
  gradvac: [order],
  'imtl-g': [sign],
  'm-config': [order], // Whose turn it is goes by the order.
  metabalance: [order, 'weighs the present tasks as if the absent ones did not exist'], // The first task is the measure.
  pbi: [sign],
  pcgrad: [order],
  rlw: [order], // Each place has its own draw.
};
