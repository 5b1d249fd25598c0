import { random, type RunSettings } from '@equipoise/core';

import { checkSeed, checkWord } from './options.ts';

/** What strategies that take the tasks in some order can be told. */
export interface PairOrderOptions {
  /**
   * The order in which a task is compared with the others: random, different for every task and batch, or ascending.
   *
   * @defaultValue 'random'
   */
  readonly order?: 'random' | 'ascending';
  /**
   * The seed of the random orders: a whole number.
   *
   * @defaultValue the seed of the run
   */
  readonly seed?: number;
}

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
 * @param options - The seed, where one is given.
 * @param run - The seed of the run, where none is.
 */
export function firstOrders({ seed }: PairOrderOptions, run?: RunSettings): PairOrderState {
  return { batches: 0, seed: seed ?? run?.seed ?? 0 };
}

/**
 * Makes sure that an order and a seed are valid.
 *
 * @param owner - The strategy that they belong to.
 * @param options - The order and the seed.
 * @throws {@link @equipoise/core!InvalidOptionError} when one is not.
 */
export function checkPairOrder(owner: string, { order, seed }: PairOrderOptions): void {
  checkWord({ owner, option: 'order', value: order }, ['random', 'ascending']);
  checkSeed(owner, seed);
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
  order: Required<PairOrderOptions>['order'],
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
