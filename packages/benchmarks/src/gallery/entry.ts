import type { Dataset, MultiTaskModel } from '@equipoise/core';
import type { DatasetName } from '@equipoise/datasets';

import type { MeasurePlans } from '../study/measures/plans.ts';
import type { TrainingConfig } from '../study/study.ts';

/** An entry of the gallery: a use of multi-task learning that runs as a small study, and whose model answers questions. */
export interface GalleryEntry {
  /** Its name on the command line, in lower case with hyphens. */
  readonly name: string;
  /** Its name in prose. */
  readonly title: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** What is predicted, by the names of the tasks of the data set that `prepare` gives, in their order. */
  readonly tasks: readonly GalleryTask[];
  /** Why the tasks might share, in a sentence or two. */
  readonly why: string;
  /** The data sets of the registry that `prepare` loads: those that must be fetched are, before it is called. Empty for a simulator. */
  readonly datasets: readonly DatasetName[];
  /** What is simulated of it, said wherever the entry is shown; left out where all data are real. */
  readonly simulated?: Simulation;
  /** How every model is trained. */
  readonly training: TrainingConfig;
  /** The strategies that are compared; the first is `equal`. */
  readonly strategies: readonly string[];
  /** How many seeds: at least 3. */
  readonly seeds: number;
  /** The main metric of tasks, where that is not the first of the task. */
  readonly metrics?: Readonly<Record<string, string>>;
  /** What the study measures beside the comparison, such as few labels of a task. */
  readonly measures?: MeasurePlans;
  /**
   * Gives the data with all three splits, for one seed: the same seed, the same bits. It is called in worker processes too, and must not read the options of the command.
   *
   * @param options - The seed, and how many training examples to keep.
   */
  readonly prepare: (options: PrepareOptions) => Promise<Dataset>;
  /**
   * What else is measured once the study is over, such as a simulator that the model drives. It gets the chosen model of the first seed.
   *
   * @param trained - The model and its data.
   */
  readonly after?: (trained: TrainedEntry) => Promise<readonly Finding[]>;
  /** How a person asks the model on a console. */
  readonly ask?: Ask;
  /** How to put data of one's own in. */
  readonly ownData: string;
  /** What a reader must know before believing the figures, a sentence each. */
  readonly notes: readonly string[];
}

/** A task of an entry. */
export interface GalleryTask {
  /** The name of the task. */
  readonly name: string;
  /** What is predicted, with its unit or number of classes. */
  readonly meaning: string;
}

/** What is simulated of an entry. */
export interface Simulation {
  /** How the data are drawn, complete enough to write them again. */
  readonly process: string;
  /** The best score that any model could reach on a task, by its main metric; only tasks of which it is known. */
  readonly best: Readonly<Record<string, number>>;
}

/** What `prepare` of an entry is told. */
export interface PrepareOptions {
  /** Decides which examples are in which split, and all draws of a simulator. */
  readonly seed: number;
  /** Training examples kept at most; all when left out. */
  readonly size?: number;
}

/** A model of an entry. */
export interface TrainedEntry {
  /** The model. */
  readonly model: MultiTaskModel;
  /** Its data, with the test split: the study is over. */
  readonly dataset: Dataset;
  /** The seed of both. */
  readonly seed: number;
  /** How the model was trained. */
  readonly training: TrainingConfig;
  /** The strategy of the model. */
  readonly strategy: string;
}

/** Something that was measured beside the comparison. */
export interface Finding {
  /** A word or two. */
  readonly title: string;
  /** What was found, in a sentence with its figures. */
  readonly text: string;
  /** The figures, by name. */
  readonly values: Readonly<Record<string, number>>;
}

/** How a person asks the model of an entry. */
export interface Ask {
  /** What may be typed, in a sentence. */
  readonly hint: string;
  /** A question that shows it. */
  readonly example: string;
  /**
   * Answers in the terms of the person who asks.
   *
   * @param model - The model.
   * @param question - What was typed.
   * @throws {@link @equipoise/core!EquipoiseError} in one sentence, for a question that cannot be read.
   */
  readonly answer: (model: MultiTaskModel, question: string) => Promise<readonly AnswerLine[]>;
}

/** One line of an answer. */
export interface AnswerLine {
  /** What is answered: the task, or the part of it. */
  readonly of: string;
  /** The answer. */
  readonly answer: string;
}
