import { InvalidOptionError } from '@equipoise/core';
import type { DatasetName } from '@equipoise/datasets';
import { splitStrategies } from '@equipoise/weighting';

import { quick } from '../profiles/quick.ts';
import { settings } from '../profiles/settings.ts';
import { datasetName, loadDataset } from '../runs/load-dataset.ts';
import type { RunConfig } from '../runs/run-config.ts';
import { planStudy, stepsOfRun } from '../study/plan-study.ts';
import type { Setting, Study, StudyStrategy } from '../study/study.ts';

/** What is compared when neither the command line nor a profile says. */
const defaultStrategies = 'equal,uncertainty,gradnorm';

/** What `equipoise compare` is given, after commander has checked each option by itself. */
export interface CompareArguments {
  /** A data set; all of them when only a profile is given. */
  readonly dataset?: string;
  /** Strategies with commas between. */
  readonly strategies?: string;
  /** How many seeds. */
  readonly seeds?: number;
  /** Times that the training split is gone through. */
  readonly epochs?: number;
  /** Examples in a step. */
  readonly batchSize?: number;
  /** Adam's step size. */
  readonly learningRate?: number;
  /** Training examples kept at most. */
  readonly size?: number;
  /** The name of a profile. */
  readonly profile?: string;
  /** What runs the steps. */
  readonly engine: RunConfig['engine'];
  /** Threads that a step may use. */
  readonly threads: number;
  /** Runs side by side. */
  readonly jobs?: number;
  /** Where results go. */
  readonly out: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/** The studies that the command line asks for. */
export interface Plan {
  /** One study a data set. */
  readonly studies: readonly Study[];
  /** How many steps a run of them makes. */
  readonly stepsOf: (config: RunConfig) => number;
}

/**
 * Turns a command line into studies. The data are loaded once to see that they are there and whole; nothing is written.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when something in it is wrong.
 */
export async function plan(args: CompareArguments): Promise<Plan> {
  const profile = args.profile === undefined ? undefined : quick;
  const names = args.dataset === undefined ? allNames() : [datasetName(args.dataset)];
  const given = args.strategies === undefined ? undefined : readStrategies(args.strategies);
  const planned: { readonly study: Study; readonly steps: number }[] = [];
  for (const name of names) {
    const prepared = profile?.[name];
    const setting: Setting = { ...(prepared?.setting ?? settings[name]), ...settingOf(args) };
    const dataset = await loadDataset({ dataset: name, seed: 0, ...sizeOf(setting) });
    const study = planStudy(dataset, {
      strategies: given ?? prepared?.strategies ?? readStrategies(defaultStrategies),
      seeds: args.seeds ?? prepared?.seeds ?? 3,
      setting,
      engine: args.engine,
      threads: args.threads,
    });
    planned.push({ study, steps: stepsOfRun(dataset, setting) });
  }
  return {
    studies: planned.map(({ study }) => study),
    stepsOf: (config) => planned.find(({ study }) => study.dataset === config.dataset)?.steps ?? 0,
  };
}

function allNames(): readonly DatasetName[] {
  return Object.keys(settings).map(datasetName);
}

function readStrategies(list: string): readonly StudyStrategy[] {
  const texts = splitStrategies(list);
  if (texts.length === 0) throw new InvalidOptionError('compare', 'strategies', 'at least one strategy', list);
  return texts.map((text) => ({ name: text, text }));
}

function settingOf({ epochs, batchSize, learningRate, size }: CompareArguments): Partial<Setting> {
  return {
    ...(epochs === undefined ? {} : { epochs }),
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(learningRate === undefined ? {} : { learningRate }),
    ...sizeOf({ size }),
  };
}

function sizeOf({ size }: { readonly size?: number | undefined }): { readonly size?: number } {
  return size === undefined ? {} : { size };
}
