import { InvalidOptionError } from '@equipoise/core';
import { parseStrategy, splitStrategies, strategies } from '@equipoise/weighting';

/**
 * The strategies that a list on the command line names, each as text.
 *
 * @param owner - The command that was given it, for errors.
 * @param list - Strategies with commas between, or `all`.
 * @throws {@link @equipoise/core!InvalidOptionError} when it names none, or one that there is not.
 */
export function strategiesOf(owner: string, list: string): readonly string[] {
  if (list === 'all') return Object.keys(strategies);
  const texts = splitStrategies(list);
  if (texts.length === 0) throw new InvalidOptionError(owner, 'strategies', 'at least one strategy', list);
  for (const text of texts) parseStrategy(text);
  return texts;
}
