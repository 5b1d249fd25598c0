import type { Config, Dataset } from '@equipoise/core';

import type { Provenance } from '../study/kept-study.ts';
import type { Study, TrainingConfig } from '../study/study.ts';
import type { ExecuteTrialOptions } from '../trials/execute-trial.ts';
import type { Executor, TrialEvent } from '../trials/run-trials.ts';
import type { Store } from '../trials/store.ts';
import type { TableSource } from '../trials/trial-config.ts';
import type { Budget } from './budget.ts';
import type { Preference } from './decide.ts';

/** What a recommendation is about, and what trains it. */
export interface Subject {
  /** The data set. */
  readonly dataset: Dataset;
  /** The table, where it is one of the user's own. */
  readonly table?: TableSource | undefined;
  /** How models are trained before anything is searched. */
  readonly training: TrainingConfig;
  /** What tells the data from others of the same name. */
  readonly identity: unknown;
  /** What makes trainings. */
  readonly execute: Executor;
  /** Trainings side by side. */
  readonly jobs: number;
  /** Ends the trainings that are under way, when the time is over. */
  readonly stop?: (() => void) | undefined;
  /** Gives the data of a training. */
  readonly load: NonNullable<ExecuteTrialOptions['load']>;
  /** What is to be minded of the data, a sentence each. */
  readonly notes?: readonly string[] | undefined;
  /** Keeps the results of trainings. */
  readonly store: Store;
}

/** How a recommendation is made. */
export interface RecommendForOptions {
  /** The folder for the study, the models and the recommendation. */
  readonly out: string;
  /** What it may take. */
  readonly budget: Budget;
  /** The first seed. */
  readonly seed: number;
  /** What comes first where nothing is shown to be better. */
  readonly prefer: Preference;
  /** The strategies beside equal weights. */
  readonly strategies: readonly string[];
  /** The architectures beside that of the training. */
  readonly architectures: readonly Config[];
  /** What runs the steps. */
  readonly engine: Study['engine'];
  /** How it is made, for the report. */
  readonly made: Provenance;
  /** Is told what is done. */
  readonly onStage?: ((stage: StageStanding) => void) | undefined;
  /** Is told of every training. */
  readonly onEvent?: ((event: TrialEvent) => void) | undefined;
  /** The time in milliseconds. */
  readonly now: () => number;
}

/** What a recommendation is doing. */
export interface StageStanding {
  /** The stage. */
  readonly stage: string;
  /** Ways of sharing that are left, where some are ruled out. */
  readonly arms?: number;
  /** Trainings at most. */
  readonly trainings: number;
}
