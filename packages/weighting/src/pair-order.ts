import { InvalidOptionError, random } from '@equipoise/core';

import { checkWord } from './options.ts';

/** What strategies that take the tasks in some order can be told. */
export interface PairOrderOptions {
  /**
   * In which order a task is compared with the others: a random one, anew for every task and batch, or that of the tasks.
   *
   * @defaultValue 'random'
   */
  readonly order?: 'random' | 'ascending';
  /**
   * Where the random orders come from: a whole number.
   *
   * @defaultValue 0
   */
  readonly seed?: number;
}

/**
 * Makes sure that an order and a seed are good ones.
 *
 * @param owner - The strategy that they belong to.
 * @param options - The order and the seed.
 * @throws {@link @equipoise/core!InvalidOptionError} when one is not.
 */
export function checkPairOrder(owner: string, { order, seed }: Required<PairOrderOptions>): void {
  checkWord({ owner, option: 'order', value: order }, ['random', 'ascending']);
  if (!Number.isSafeInteger(seed)) throw new InvalidOptionError(owner, 'seed', 'a whole number', seed);
}

/**
 * For each task the other tasks, in the order in which it is compared with them. The same for the same seed and batch,
 * whatever was drawn before.
 *
 * @param count - How many tasks.
 * @param batch - How many batches there were before.
 * @param options - The order and the seed.
 */
export function pairOrders(count: number, batch: number, { order, seed }: Required<PairOrderOptions>): number[][] {
  const draws = random(seed).fork(`batch ${batch}`);
  const ascending = Array.from({ length: count }, (_, index) => index);
  return ascending.map((task) => {
    const all = order === 'random' ? [...draws.permutation(count)] : ascending;
    return all.filter((other) => other !== task);
  });
}
