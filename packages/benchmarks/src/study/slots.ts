import { hardSharing, mlp } from '@equipoise/core';

import { type TrialConfig, trialConfig } from '../trials/trial-config.ts';
import type { Arm, Study } from './study.ts';
import { seedsOf } from './study.ts';

/** What a slot is of: an arm, a task alone, a floor. */
export type SlotOf =
  | { readonly kind: 'arm'; readonly arm: Arm }
  | { readonly kind: 'separate'; readonly task: string }
  | { readonly kind: 'floor'; readonly floor: Floor };

/** What any model must beat: the best constant prediction, and a linear model of the inputs. */
export type Floor = 'constant' | 'linear';

/** A place of a study that one final trial fills: an arm, a baseline or a floor, with one seed. */
export interface Slot {
  /** What is trained. */
  readonly of: SlotOf;
  /** The seed. */
  readonly seed: number;
  /** The final trial as it is before anything is tuned. */
  readonly config: TrialConfig;
}

/**
 * The places of a study, seed by seed, so that a study that is stopped early holds whole seeds.
 *
 * @param study - The study.
 */
export function slotsOf(study: Study): readonly Slot[] {
  const of: readonly SlotOf[] = [
    ...study.arms.map((arm) => ({ kind: 'arm' as const, arm })),
    ...study.tasks.map(({ name }) => ({ kind: 'separate' as const, task: name })),
    ...floorsOf(study).map((floor) => ({ kind: 'floor' as const, floor })),
  ];
  return seedsOf(study).flatMap((seed) => of.map((what) => ({ of: what, seed, config: configOf(study, what, seed) })));
}

/**
 * The final trials of a study, as they are before anything is tuned.
 *
 * @param study - The study.
 */
export function trialsOf(study: Study): readonly TrialConfig[] {
  return slotsOf(study).map(({ config }) => config);
}

/**
 * The name of what a slot is of, unique in its study.
 *
 * @param of - What it is of.
 */
export function slotKey(of: SlotOf): string {
  if (of.kind === 'arm') return `arm ${of.arm.name}`;
  return of.kind === 'separate' ? `separate ${of.task}` : `floor ${of.floor}`;
}

/**
 * The floors of a study. A linear model needs one vector of numbers as its input, as an `mlp` does.
 *
 * @param study - The study.
 */
export function floorsOf({ floors, training }: Study): readonly Floor[] {
  if (floors !== true) return [];
  return training.encoder.name === 'mlp' ? ['constant', 'linear'] : ['constant'];
}

function configOf(study: Study, of: SlotOf, seed: number): TrialConfig {
  const shared = sharedConfig(study, seed);
  if (of.kind === 'arm') {
    const { strategy, architecture } = of.arm;
    const { monitor } = study;
    return { ...shared, strategy, ...(architecture && { architecture }), ...(monitor && { monitor }) };
  }
  // One task has nothing to be compared with, and floors share nothing that matters. Baselines are the models of `separate`.
  const architecture = hardSharing().config;
  const alone = { ...shared, architecture, gradientScope: undefined, headPolicy: undefined, diagnoseEvery: 0 };
  if (of.kind === 'separate') return { ...alone, tasks: [of.task] };
  return of.floor === 'linear' ? { ...alone, encoder: mlp({ hidden: [] }).config } : { ...alone, blind: true };
}

function sharedConfig(study: Study, seed: number): TrialConfig {
  const { version, dataset, table, tasks, splitSeed, training, engine, threads, diagnoseEvery } = study;
  return trialConfig({
    dataset,
    ...(version === undefined ? {} : { version }),
    ...(table === undefined ? {} : { table }),
    tasks: tasks.map(({ name }) => name),
    strategy: 'equal',
    seed,
    ...(splitSeed === undefined ? {} : { splitSeed }),
    final: true,
    ...training,
    diagnoseEvery,
    engine,
    threads,
  });
}
