import { adam, checkKnownOptions, hardSharing, InvalidOptionError, mlp } from '@equipoise/core';

import { compare } from '../compare.ts';
import { pairedChanges } from '../statistics/judge.ts';
import { pairedInterval } from '../statistics/paired-interval.ts';
import { median } from '../statistics/summary.ts';
import { judgementsOf } from '../study/effects.ts';
import { planStudy } from '../study/plan-study.ts';
import { mainMetric, type Study, type StudyTask } from '../study/study.ts';
import { type Selection, type StudyResults, testMetric } from '../study/study-results.ts';
import type { TrialMakerOptions } from '../trials/run-trials.ts';
import { knownTruths, type KnownTruthName, loadWorld, worldName } from './known-truth.ts';
import { type Score, scoreOf, type Truth } from './score.ts';

/** How the self-test is made. */
export interface SelftestOptions extends Pick<TrialMakerOptions, 'execute' | 'onEvent'> {
  /** The sets. */
  readonly sets: readonly KnownTruthName[];
  /** Worlds of each set over which the truth is measured, at least 2. */
  readonly truthWorlds: number;
  /** Studies of each set, a world each: at least 1. */
  readonly studies: number;
  /** Seeds of a study, at least 2. */
  readonly seeds: number;
  /** How many trials are made side by side. */
  readonly sideBySide: number;
}

/** How often verdicts on a task were right, unclear and wrong. */
export interface ScoredTask extends Truth {
  /** The task. */
  readonly task: string;
  /** How many verdicts came out how. */
  readonly scores: Readonly<Record<Score, number>>;
  /** How many of the right verdicts were clear ones; the others rightly said that nothing can be seen. */
  readonly clear: number;
}

/** What the self-test found of one set. */
export interface ScoredSet {
  /** The set. */
  readonly set: KnownTruthName;
  /** What is known of it. */
  readonly meaning: string;
  /** Its tasks when one model has one epoch for all of them. */
  readonly oneModel: readonly ScoredTask[];
  /** Its tasks when each is taken at its own epoch. */
  readonly ownEpoch: readonly ScoredTask[];
}

/** The first world of the truth: those of the studies come before it, so that none is both. */
const firstTruthWorld = 1000;

/**
 * How every model of the self-test is trained: long enough that the best epoch is rarely the last one. Nothing is searched.
 */
const training = {
  encoder: mlp({ hidden: [32, 32] }).config,
  architecture: hardSharing().config,
  optimizer: adam().config,
  epochs: 60,
  batchSize: 32,
  learningRate: 0.005,
};

/**
 * Trains studies on data whose truth is known, and scores their verdicts. The truth is measured first, over other worlds: what sharing with
 * equal weights does to each task on average over worlds, one seed each.
 *
 * @param options - The sets, how many studies, and what makes the trials.
 * @throws {@link @equipoise/core!InvalidOptionError} when a number is out of its range, and what trials throw.
 */
export async function selftest(options: SelftestOptions): Promise<readonly ScoredSet[]> {
  const { sets, truthWorlds, studies, seeds, ...rest } = options;
  checkKnownOptions<SelftestOptions>('selftest', options, {
    sets: true,
    truthWorlds: true,
    studies: true,
    seeds: true,
    sideBySide: true,
    execute: true,
    onEvent: true,
  });
  checkCount('truthWorlds', truthWorlds, 2);
  checkCount('studies', studies, 1);
  checkCount('seeds', seeds, 2);
  const planned = await Promise.all(sets.map(async (set) => ({ set, study: await studyOf(set) })));
  const open = planned.flatMap(({ set, study }) => [
    ...worlds(firstTruthWorld, truthWorlds).map((world) => ({ ...study, dataset: worldName(set, world), seeds: 1 })),
    ...worlds(0, studies).map((world) => ({ ...study, dataset: worldName(set, world), seeds })),
  ]);
  const store = { read: () => undefined, write: () => undefined }; // A self-test keeps nothing.
  const reports = await compare({ studies: open, store, ...rest });
  const each = truthWorlds + studies;
  return planned.map(({ set, study }, index) => {
    const own = reports.slice(index * each, (index + 1) * each).map(({ results }) => results);
    const [truth, judged] = [own.slice(0, truthWorlds), own.slice(truthWorlds)];
    const scored = (selection: Selection): readonly ScoredTask[] =>
      study.tasks.map((task) => scoredTask(task, { truth, judged, selection }));
    return { set, meaning: knownTruths[set].meaning, oneModel: scored('one-model'), ownEpoch: scored('own-epoch') };
  });
}

/**
 * How many trials a self-test makes.
 *
 * @param options - The sets and how many studies.
 */
export async function selftestTrials({
  sets,
  truthWorlds,
  studies,
  seeds,
}: Pick<SelftestOptions, 'sets' | 'truthWorlds' | 'studies' | 'seeds'>): Promise<number> {
  const planned = await Promise.all(sets.map(studyOf));
  return planned.reduce((sum, { tasks }) => sum + (1 + tasks.length) * (truthWorlds + studies * seeds), 0);
}

async function studyOf(set: KnownTruthName): Promise<Study> {
  const dataset = await loadWorld({ dataset: worldName(set, 0), seed: 0 });
  const arms = [{ name: 'equal', strategy: 'equal' }];
  const study = await planStudy(dataset, { arms, seeds: 1, training, engine: 'wasm', threads: 1 });
  return { ...study, diagnoseEvery: 0 };
}

function worlds(from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

interface Measured {
  readonly truth: readonly StudyResults[];
  readonly judged: readonly StudyResults[];
  readonly selection: Selection;
}

function scoredTask(task: StudyTask, { truth, judged, selection }: Measured): ScoredTask {
  const answers = judged.flatMap((results) => {
    const index = results.study.tasks.findIndex(({ name }) => name === task.name);
    return judgementsOf(results, selection)[index] ?? [];
  });
  const found: Truth = {
    change: trueChange(task, truth, selection),
    visible: median(answers.map(({ smallestDifferenceInFamily }) => smallestDifferenceInFamily)),
  };
  const scored = answers.map(({ verdict }) => ({ verdict, score: scoreOf(verdict, found) }));
  const count = (wanted: Score): number => scored.filter(({ score }) => score === wanted).length;
  return {
    task: task.name,
    ...found,
    scores: { right: count('right'), unclear: count('unclear'), wrong: count('wrong') },
    clear: scored.filter(({ verdict, score }) => score === 'right' && verdict !== 'unclear').length,
  };
}

/** The change of a task over worlds: they are drawn apart, so nothing overlaps. */
function trueChange(task: StudyTask, truth: readonly StudyResults[], selection: Selection) {
  const { name: metric, higherIsBetter } = mainMetric(task);
  const where = { task: task.name, metric };
  return pairedInterval(
    pairedChanges({
      values: truth.flatMap((results) =>
        results.study.arms.flatMap((arm) => testMetric(results.of(arm), where, selection)),
      ),
      baseline: truth.flatMap((results) => testMetric(results.baseline(task.name), where, selection)),
      higherIsBetter,
    }),
  );
}

function checkCount(option: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new InvalidOptionError('selftest', option, `a whole number of at least ${least}`, value);
}
