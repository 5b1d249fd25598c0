import {
  architectureFromConfig,
  type Config,
  type Configurable,
  encoderFromConfig,
  optimizerFromConfig,
  parsePart,
} from '@equipoise/core';

import type { Setting } from '../study/study.ts';

/** The parts of a model on the command line, each as `name(option=value)`. */
export interface ModelPartArguments {
  /** The shared part of the model. */
  readonly encoder?: string;
  /** How tasks share weights. */
  readonly architecture?: string;
  /** The rule that makes updates of gradients. */
  readonly optimizer?: string;
}

const makers: Readonly<Record<keyof ModelPartArguments, (config: Config) => Configurable>> = {
  encoder: encoderFromConfig,
  architecture: architectureFromConfig,
  optimizer: optimizerFromConfig,
};

/**
 * The parts that the command line names, as plain data with all their options.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such part, or an option is out of range,
 *   {@link @equipoise/core!UnknownOptionError} when it has no such option.
 */
export function modelParts(args: ModelPartArguments): Partial<Pick<Setting, keyof ModelPartArguments>> {
  const kinds = Object.keys(makers) as (keyof ModelPartArguments)[];
  const parts = kinds.flatMap((kind) => {
    const text = args[kind];
    return text === undefined ? [] : [[kind, makers[kind]({ kind, ...parsePart(text) }).config] as const];
  });
  return Object.fromEntries(parts);
}
