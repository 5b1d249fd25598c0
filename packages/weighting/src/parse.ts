import { type AnyBalancer, didYouMean, InvalidOptionError, listed, parsePart, splitParts } from '@equipoise/core';

import { pipelineOf } from './pipeline/pipeline-of.ts';
import { strategies, type StrategyName } from './strategies/registry.ts';

/**
 * Creates a strategy from a text, as on a command line. The options in parentheses have JSON values, with
 * `=` after their names; bare words and strings in single quotes are strings. Parts with `+` between them make a `pipeline`: a
 * transform, a strategy that weighs losses, one that aggregates gradients, and numbers.
 *
 * @example
 * parseStrategy('gradnorm');
 * parseStrategy('gradnorm(alpha=0.5)');
 * parseStrategy('fixed(weights=[0.3, "0.7*exp(-epoch)"])');
 * parseStrategy('log+uncertainty+cagrad(c=0.4)+smoothing=0.9+period=10+clip=1');
 *
 * @param text - The name, with options in parentheses where they differ from the defaults; or parts of a pipeline.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such strategy, or a value is not a good one,
 *   {@link @equipoise/core!UnknownOptionError} when it has no such option.
 */
export function parseStrategy(text: string): AnyBalancer {
  const parts = splitParts('+', text);
  return parts.length > 1 ? pipelineOf(parts, parseOne) : parseOne(text);
}

function parseOne(text: string): AnyBalancer {
  const { name, options } = parsePart(text);
  if (!isStrategyName(name)) throw unknownStrategy(name);
  const make: (options?: never) => AnyBalancer = strategies[name];
  return make(options as never); // The factory checks the names and values itself.
}

/**
 * The parts of a list of strategies; commas inside parentheses, brackets and strings do not separate.
 *
 * @example
 * splitStrategies('equal,fixed(weights=[0.3,0.7])'); // ['equal', 'fixed(weights=[0.3,0.7])']
 *
 * @param list - Strategies as {@link parseStrategy} reads them, with commas between.
 */
export function splitStrategies(list: string): string[] {
  return splitParts(',', list).filter((part) => part !== '');
}

/**
 * Whether there is a strategy of a name.
 *
 * @param name - The name.
 */
export function isStrategyName(name: string): name is StrategyName {
  return Object.hasOwn(strategies, name);
}

/**
 * The error for a strategy that does not exist: it names the nearest that does.
 *
 * @param name - The name asked for.
 */
export function unknownStrategy(name: string): InvalidOptionError {
  const names = Object.keys(strategies);
  return new InvalidOptionError('strategies', 'name', `one of ${listed(names)}${didYouMean(name, names)}`, name);
}
