import {
  type Architecture,
  architectureFromConfig,
  type Config,
  type Encoder,
  encoderFromConfig,
  type Optimizer,
  optimizerFromConfig,
  parsePart,
  type Schedule,
  scheduleFromConfig,
} from '@equipoise/core';

import type { TrainingConfig } from '../study/study.ts';

/** The parts of a training that a command line may name. */
export interface TrainingParts {
  /** The shared part of the model. */
  readonly encoder: Encoder;
  /** How tasks share weights. */
  readonly architecture: Architecture;
  /** The rule that makes updates of gradients. */
  readonly optimizer: Optimizer;
  /** How the learning rate changes. */
  readonly schedule: Schedule;
}

/** Those parts on the command line, each as `name(option=value)`; those left out are the usual ones. */
export type TrainingPartArguments = Readonly<Partial<Record<keyof TrainingParts, string>>>;

/** Those of a run of a study. */
export type ModelPartArguments = Omit<TrainingPartArguments, 'schedule'>;

const makers: { readonly [Kind in keyof TrainingParts]: (config: Config) => TrainingParts[Kind] } = {
  encoder: encoderFromConfig,
  architecture: architectureFromConfig,
  optimizer: optimizerFromConfig,
  schedule: scheduleFromConfig,
};

/**
 * The parts that the command line names.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such part, or an option is out of range,
 *   {@link @equipoise/core!UnknownOptionError} when it has no such option.
 */
export function trainingParts(args: TrainingPartArguments): Partial<TrainingParts> {
  const kinds = Object.keys(makers) as (keyof TrainingParts)[];
  const parts = kinds.flatMap((kind) => {
    const text = args[kind];
    return text === undefined ? [] : [[kind, makers[kind]({ kind, ...parsePart(text) })] as const];
  });
  return Object.fromEntries(parts);
}

/**
 * The parts that the command line of a study names, as plain data with all their options.
 *
 * @param args - The command line.
 * @throws what {@link trainingParts} throws.
 */
export function modelParts(args: ModelPartArguments): Partial<Pick<TrainingConfig, keyof ModelPartArguments>> {
  const { encoder, architecture, optimizer } = trainingParts(args);
  return {
    ...(encoder && { encoder: encoder.config }),
    ...(architecture && { architecture: architecture.config }),
    ...(optimizer && { optimizer: optimizer.config }),
  };
}
