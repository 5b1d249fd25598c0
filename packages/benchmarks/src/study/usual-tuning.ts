import { encoders, optimizers, parsePart } from '@equipoise/core';
import { cards, isStrategyName } from '@equipoise/weighting';

import { searchableOptions } from '../search/space.ts';
import type { Arm, TrainingConfig } from './study.ts';
import type { Tuning } from './tuning.ts';

/** How many times its epochs a training may be given at most, where its best epoch is the last one. */
const mostExtension = 4;

/**
 * The usual search: the learning rate within a factor of ten of the usual one, the weight decay of the optimizer and the dropout of the
 * encoder where they have any, and up to four times the epochs.
 *
 * @param training - The usual training.
 * @param trials - Trials of each arm and baseline.
 */
export function usualTuning(training: TrainingConfig, trials: number): Tuning {
  const { learningRate, optimizer, encoder, epochs } = training;
  const decays = searchable(optimizers, optimizer.name, ['weightDecay']);
  const drops = searchable(encoders, encoder.name, ['dropout']);
  return {
    search: { kind: 'search', name: 'tpe', options: {} },
    trials,
    maxEpochs: mostExtension * epochs,
    training: { learningRate: [learningRate / 10, learningRate * 10] },
    ...(decays && { optimizer: decays }),
    ...(drops && { encoder: drops }),
  };
}

/**
 * An arm whose options are all searched that declare what is worth searching, where its strategy is one by itself and has no options given.
 *
 * @param arm - The arm.
 */
export function searchedArm(arm: Arm): Arm {
  const { name, options } = parsePart(arm.strategy.includes('+') ? 'equal' : arm.strategy);
  if (arm.search || arm.strategy.includes('+') || Object.keys(options).length > 0 || !isStrategyName(name)) return arm;
  const names = searchableOptions(cards[name].options);
  return names.length === 0 ? arm : { ...arm, search: Object.fromEntries(names.map((option) => [option, {}])) };
}

type Declared = Readonly<Record<string, { readonly options: Parameters<typeof searchableOptions>[0] }>>;

/** Which of some options a part has that are worth searching; undefined when none. */
function searchable(
  parts: Declared,
  name: string,
  wanted: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  const declared = parts[name];
  const found = declared ? searchableOptions(declared.options).filter((option) => wanted.includes(option)) : [];
  return found.length === 0 ? undefined : Object.fromEntries(found.map((option) => [option, {}]));
}
