import { choice, random, type RunSettings } from '@equipoise/core';

import { seedOption } from './options.ts';

/** The options of strategies that take the tasks in some order. */
export const pairOrderOptions = {
  /** The order in which a task is compared with the others: random, different for every task and batch, or ascending. */
  order: choice(['random', 'ascending'], {
    default: 'random',
    meaning: 'order in which a task is compared with the others',
  }),
  /** The seed of the random orders, a whole number; that of the run when left out. */
  seed: seedOption('seed of the orders'),
};

/** What is remembered of random orders. */
export interface PairOrderState {
  /** How many batches there were: with the seed, what the next random orders are. */
  readonly batches: number;
  /** Where the random orders come from. */
  readonly seed: number;
}

/**
 * The state before the first batch.
 *
 * @param seed - The option, where it is given.
 * @param run - The seed of the run, where none is.
 */
export function firstOrders(seed: number | undefined, run?: RunSettings): PairOrderState {
  return { batches: 0, seed: seed ?? run?.seed ?? 0 };
}

/**
 * For each task the other tasks, in the order in which it is compared with them. The same for the same seed and batch,
 * whatever random numbers were used before.
 *
 * @param count - How many tasks.
 * @param order - Whether the order is a random one.
 * @param state - The seed, and how many batches there were before.
 */
export function pairOrders(
  count: number,
  order: 'random' | 'ascending',
  { batches, seed }: PairOrderState,
): number[][] {
  const draws = random(seed).fork(`batch ${batches}`);
  const ascending = Array.from({ length: count }, (_, index) => index);
  return ascending.map((task) => {
    const others: number[] = [];
    for (const other of order === 'random' ? draws.permutation(count) : ascending) {
      if (other !== task) others.push(other);
    }
    return others;
  });
}
