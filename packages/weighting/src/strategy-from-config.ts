import { type AnyBalancer, type Config, DocumentError, show } from '@equipoise/core';

import { isStrategyConfig } from './config-of.ts';
import { isStrategyName, unknownStrategy } from './parse.ts';
import { pipeline } from './pipeline/pipeline.ts';
import { strategies } from './strategies/registry.ts';

/**
 * Makes a strategy, or a pipeline, of its `config`: it computes the same weights as the one that the config is of.
 *
 * @example
 * const again = strategyFromConfig(JSON.parse(JSON.stringify(strategies.cagrad({ c: 0.4 }).config)));
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @throws {@link @equipoise/core!DocumentError} when it is none, {@link @equipoise/core!InvalidOptionError} when there is no such
 *   strategy or an option is outside its range, {@link @equipoise/core!UnknownOptionError} when it has no such option.
 */
export function strategyFromConfig(config: Config): AnyBalancer {
  if (!isStrategyConfig(config))
    throw new DocumentError(`strategies: expected the config of a strategy, received ${show(config)}.`);
  const { name, options } = config;
  const values = Object.entries(options).map(([key, value]): [string, unknown] => [
    key,
    isStrategyConfig(value) ? strategyFromConfig(value) : value,
  ]);
  if (name !== 'pipeline' && !isStrategyName(name)) throw unknownStrategy(name);
  const make: (options: never) => AnyBalancer = name === 'pipeline' ? pipeline : strategies[name];
  return make(Object.fromEntries(values) as never); // The factory checks names and values itself.
}
