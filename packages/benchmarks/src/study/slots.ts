import { hardSharing, mlp } from '@equipoise/core';

import { type TrialConfig, trialConfig } from '../trials/trial-config.ts';
import { fixedText } from './fixed-weights.ts';
import { looksOf } from './looks-of.ts';
import { measureSlots } from './measures/measure-slots.ts';
import { plainArm } from './plain-arm.ts';
import type { Floor, SlotOf } from './slot-of.ts';
import { sourcesOf } from './sources-of.ts';
import { type Arm, seedsOf, type Study } from './study.ts';

export type { Floor, SlotOf } from './slot-of.ts';

/** A place of a study that one final trial fills: an arm, a baseline or a floor, with one seed. */
export interface Slot {
  /** What is trained. */
  readonly of: SlotOf;
  /** The seed. */
  readonly seed: number;
  /** The final trial as it is before anything is tuned. */
  readonly config: TrialConfig;
  /** The slots of the same seed whose results decide what is trained here; none when left out. */
  readonly from?: readonly Slot[] | undefined;
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
    ...measureSlots(study),
  ];
  return seedsOf(study).flatMap((seed) => {
    const made = new Map<string, Slot>();
    const make = (what: SlotOf): Slot => {
      const known = made.get(slotKey(what));
      if (known) return known;
      const sources = sourcesOf(study, what).map(make);
      const slot = {
        of: what,
        seed,
        config: configOf(study, what, seed),
        ...(sources.length > 0 && { from: sources }),
      };
      made.set(slotKey(what), slot);
      return slot;
    };
    const slots = of.map(make);
    return [...slots.filter(({ from }) => !from), ...slots.filter(({ from }) => from)];
  });
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
  switch (of.kind) {
    case 'arm':
      return `arm ${of.arm.name}`;
    case 'separate':
      return `separate ${of.task}`;
    case 'floor':
      return `floor ${of.floor}`;
    case 'fixed':
      return `fixed ${JSON.stringify(of.weights)}`;
    case 'group':
      return `group ${JSON.stringify(of.tasks)}${of.arm ? ` ${howOf(of.arm)}` : ''}`;
    case 'labels':
      return `labels ${of.share} of ${of.task}${of.together ? ' together' : ''}`;
  }
}

/** How an arm learns a group: two arms with a group in common share its models where this is the same. */
function howOf({ strategy, architecture, search, weights }: Arm): string {
  return JSON.stringify({ strategy, architecture, search, weights });
}

/**
 * What a slot is of as a person reads it; the points of a front, and the groups of tasks, go by one title.
 *
 * @param of - What it is of.
 */
export function slotTitle(of: SlotOf): string {
  switch (of.kind) {
    case 'arm':
      return of.arm.name;
    case 'separate':
      return `${of.task} alone`;
    case 'floor':
      return of.floor;
    case 'fixed':
      return 'front of fixed weights';
    case 'group':
      return `groups of ${of.tasks.length} tasks`;
    case 'labels':
      return `few labels of ${of.task}, ${of.together ? 'with all tasks' : 'alone'}`;
  }
}

/**
 * How many trials a slot is planned to take.
 *
 * @param slot - The slot.
 * @param tuning - How it is tuned.
 */
export function plannedTrials({ of, from }: Slot, tuning: { readonly trials: number } | undefined): number {
  if (of.kind === 'arm' && of.arm.weights?.of === 'front') return 0;
  if (of.kind === 'arm' && of.arm.groups) {
    const models = (from ?? []).filter((source) => source.of.kind === 'group');
    return models.reduce((sum, model) => sum + plannedTrials(model, tuning), 0);
  }
  const searches = of.kind !== 'floor' && !(of.kind === 'fixed' && from);
  return 1 + (searches ? (tuning?.trials ?? 0) : 0);
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
  const looks = looksOf(study, of);
  const shared = { ...sharedConfig(study, seed), ...(looks && { looks }) };
  const { monitor } = study;
  if (of.kind === 'arm') {
    const { strategy, architecture } = of.arm;
    return { ...shared, strategy, ...(architecture && { architecture }), ...(monitor && { monitor }) };
  }
  const plain = { ...shared, architecture: plainArm(study.arms)?.architecture ?? shared.architecture };
  if (of.kind === 'fixed') return { ...plain, strategy: fixedText(of.weights), ...(monitor && { monitor }) };
  // The monitor may name a task that a group lacks.
  if (of.kind === 'group') {
    const { strategy, architecture } = of.arm ?? {};
    return {
      ...plain,
      ...(strategy !== undefined && { strategy }),
      ...(architecture && { architecture }),
      tasks: [...of.tasks],
    };
  }
  // One task has nothing to be compared with, and floors share nothing that matters. Baselines are the models of `separate`.
  const architecture = hardSharing().config;
  const alone = { ...shared, architecture, gradientScope: undefined, headPolicy: undefined, diagnoseEvery: 0 };
  if (of.kind === 'separate') return { ...alone, tasks: [of.task] };
  if (of.kind === 'labels') {
    const few = of.share < 1 ? { labels: { task: of.task, share: of.share } } : {};
    return { ...(of.together ? plain : { ...alone, tasks: [of.task] }), ...few };
  }
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
