import { checkKnownOptions, InvalidOptionError } from '@equipoise/core';

import type { StrategyCard } from './card.ts';

/** The options of a strategy that has none. */
export type NoOptions = Readonly<Record<string, never>>;

/** An option as an error message names it. */
export interface NamedOption {
  /** The strategy it belongs to. */
  readonly owner: string;
  /** Its name. */
  readonly option: string;
  /** Its value, of whatever type: it may come from a command line. */
  readonly value: unknown;
}

/**
 * Makes sure that a strategy has all the options that it was given.
 *
 * @param owner - The strategy.
 * @param options - The options.
 * @param card - What is known of the strategy.
 * @throws {@link @equipoise/core!UnknownOptionError} when it has not; names the nearest that it has.
 */
export function checkOptions(owner: string, options: object, card: StrategyCard): void {
  checkKnownOptions(
    owner,
    options,
    card.options.map(({ name }) => name),
  );
}

/**
 * Makes sure that an option is a finite number above 0.
 *
 * @param named - The option.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is not.
 */
export function checkPositive(named: NamedOption): void {
  check(named, 'a number above 0', (value) => value > 0);
}

/**
 * Makes sure that an option is a finite number of at least 0.
 *
 * @param named - The option.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is not.
 */
export function checkNonNegative(named: NamedOption): void {
  check(named, 'a number of at least 0', (value) => value >= 0);
}

/**
 * Makes sure that an option is a number between two others, both allowed.
 *
 * @param named - The option.
 * @param bounds - The smallest and the largest number allowed.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is not.
 */
export function checkBetween(named: NamedOption, bounds: readonly [low: number, high: number]): void {
  const [low, high] = bounds;
  check(named, `a number from ${low} to ${high}`, (value) => value >= low && value <= high);
}

/**
 * Makes sure that an option is one of the allowed values.
 *
 * @param named - The option.
 * @param words - The words allowed.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is not.
 */
export function checkWord(named: NamedOption, words: readonly string[]): void {
  if (!words.some((word) => word === named.value)) throw refusal(named, `one of ${words.join(', ')}`);
}

/**
 * Makes sure that a seed is a whole number, or left out.
 *
 * @param owner - The strategy it belongs to.
 * @param seed - The seed.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is not.
 */
export function checkSeed(owner: string, seed: number | undefined): void {
  if (seed !== undefined && !Number.isSafeInteger(seed)) {
    throw new InvalidOptionError(owner, 'seed', 'a whole number', seed);
  }
}

function check(named: NamedOption, expected: string, holds: (value: number) => boolean): void {
  const { value } = named;
  if (typeof value !== 'number' || !Number.isFinite(value) || !holds(value)) throw refusal(named, expected);
}

function refusal({ owner, option, value }: NamedOption, expected: string): InvalidOptionError {
  return new InvalidOptionError(owner, option, expected, value);
}
