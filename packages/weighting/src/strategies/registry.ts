import type { AnyBalancer } from '@equipoise/core';

import * as all from '../all-strategies.ts';
import type { StrategyCard } from '../card.ts';

/** A name in camel case as the registry has it: `imtl-g` for `imtlG`. */
type KebabCase<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${KebabCase<Rest>}`
  : Name;

/** @inline */
type Factories = {
  [Name in keyof typeof all as Name extends `${string}Card` ? never : KebabCase<Name>]: (typeof all)[Name];
};

/**
 * Every strategy by its name, as the function that makes it; all options may be left out. What the docs, the tests and the
 * benchmarks read.
 *
 * @example
 * const balancer = strategies.gradnorm({ alpha: 0.5 });
 */
export const strategies = byName((name) => !name.endsWith('Card')) as Factories satisfies Record<
  string,
  (options?: never) => AnyBalancer
>;

/** The name of a strategy. */
export type StrategyName = keyof typeof strategies;

/** What to know of every strategy, by its name. */
export const cards = byName((name) => name.endsWith('Card')) as Readonly<Record<StrategyName, StrategyCard>>;

/** The exports with these names, by the name of their strategy. */
function byName(isWanted: (name: string) => boolean): Record<string, unknown> {
  const found = Object.entries(all).filter(([name]) => isWanted(name));
  return Object.fromEntries(found.map(([name, value]) => [kebabCase(name.replace(/Card$/, '')), value]));
}

function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
