import { adam, hardSharing, mlp } from '@equipoise/core';

import { compare } from '../compare.ts';
import { plain } from '../recommend/candidates.ts';
import { decide, separate } from '../recommend/decide.ts';
import type { Effort } from '../recommend/effort.ts';
import { findWay, type Way } from '../recommend/find-way.ts';
import { studyMaker } from '../recommend/study-maker.ts';
import { mean, median } from '../statistics/summary.ts';
import { type Interval, pairedInterval } from '../statistics/paired-interval.ts';
import { pairedChanges } from '../statistics/judge.ts';
import { type Arm, averagedMetrics, type Study } from '../study/study.ts';
import { type StudyResults, testMetric } from '../study/study-results.ts';
import type { Executor } from '../trials/run-trials.ts';
import type { Store } from '../trials/store.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { allTruths, loadWorld, type TruthName, worldName } from './known-truth.ts';
import { type TrueWay, type WayScore, wayScoreOf } from './way-score.ts';

/** How recommendations are measured where the truth is known. */
export interface RecommenderTruthOptions {
  /** The sets. */
  readonly sets: readonly TruthName[];
  /** Worlds over which the truth is measured. */
  readonly truthWorlds: number;
  /** Recommendations of each set, a world each; as many are made of kept worlds. */
  readonly worlds: number;
  /** What makes trainings of worlds. */
  readonly execute: Executor;
  /** Trainings side by side. */
  readonly jobs: number;
  /** Is told of each set. */
  readonly onSet?: (found: RecommenderTruth) => void;
}

/** How recommendations of one set came out. */
export interface RecommenderTruth {
  /** The set. */
  readonly set: TruthName;
  /** What is known of it. */
  readonly meaning: string;
  /** The ways whose truth was measured, the simplest first, with their mean change against separate models. */
  readonly ways: readonly { readonly name: string; readonly change: Interval }[];
  /** The smallest difference that a recommendation sees in four of five, the median over them. */
  readonly visible: number;
  /** The worlds that were looked at while the recommender was written, and others. */
  readonly looked: Scored;
  /** Worlds that nobody had looked at. */
  readonly kept: Scored;
}

/** How some recommendations came out. */
export interface Scored {
  /** How many came out how. */
  readonly scores: Readonly<Record<WayScore, number>>;
  /** How often each way was recommended. */
  readonly recommended: Readonly<Record<string, number>>;
}

/** The first world of the truth, and the first kept one. */
const first = { truth: 1000, kept: 500 } as const;

/** Everything is trained alike: nothing is searched, so the truth is that of this budget. */
export const truthTraining = {
  encoder: mlp({ hidden: [32, 32] }).config,
  architecture: hardSharing().config,
  optimizer: adam().config,
  epochs: 40,
  batchSize: 32,
  learningRate: 0.005,
};

/** What all studies have in common: no more is measured than decides. */
const truthKind = { seed: 0, engine: 'wasm', epochs: truthTraining.epochs, floors: false, conflict: false } as const;

/** What each recommendation tries: one strategy beside equal weights, two groupings, five seeds. */
export const truthEffort: Effort = {
  tuning: 0,
  screening: 1,
  transfer: true,
  groupings: 2,
  strategies: 2,
  architectures: 1,
  finalists: 1,
  seeds: 5,
};

/**
 * Makes recommendations on data whose truth is known by how they are made, measures what is true of every way that was recommended, and scores them.
 *
 * @param options - The sets, how many worlds, what trains.
 */
export async function recommenderTruth(options: RecommenderTruthOptions): Promise<readonly RecommenderTruth[]> {
  const found: RecommenderTruth[] = [];
  for (const set of options.sets) {
    const truth = await truthOf(set, options);
    options.onSet?.(truth);
    found.push(truth);
  }
  return found;
}

async function truthOf(set: TruthName, options: RecommenderTruthOptions): Promise<RecommenderTruth> {
  const { worlds, truthWorlds } = options;
  const making = { store: memoryStore(), execute: options.execute, jobs: options.jobs };
  const waysOf = async (from: number): Promise<readonly Way[]> => {
    const ways: Way[] = [];
    for (const world of numbers(from, worlds)) {
      const dataset = await loadWorld({ dataset: worldName(set, world), seed: 0 });
      const rest = { effort: truthEffort, ...truthKind };
      const parts = { prefer: 'simple' as const, strategies: ['uncertainty'], architectures: [] };
      const onStage = (): void => undefined;
      ways.push(
        await findWay({ dataset, training: truthTraining }, { ...rest, ...parts, making, onStage, onCut: onStage }),
      );
    }
    return ways;
  };
  const [looked, kept] = [await waysOf(0), await waysOf(first.kept)];
  const all = [...looked, ...kept];
  const arms = armsOf(all);
  const dataset = await loadWorld({ dataset: worldName(set, 0), seed: 0 });
  const study = studyMaker({ dataset, training: truthTraining }, { ...truthKind, tuning: 0 })(arms, 1);
  const studies = numbers(first.truth, truthWorlds).map((world): Study => ({
    ...study,
    dataset: worldName(set, world),
  }));
  const { store, execute, jobs } = making;
  const reports = await compare({ studies, store, execute, sideBySide: jobs });
  const results = reports.map((report) => report.results);
  const ordered = orderOf(results);
  const gains = new Map(ordered.map((name) => [name, gainsOver(results, name)]));
  const trueWays = ordered.map((name): TrueWay => ({
    name,
    than: Object.fromEntries(
      ordered.filter((other) => other !== name).map((other) => [other, difference(gains.get(name), gains.get(other))]),
    ),
  }));
  const visible = median(all.flatMap((way) => visibleOf(way)));
  const scored = (ways: readonly Way[]): Scored => {
    const names = ways.map(({ decision }) => decision.chosen.name);
    const scores = names.map((name) => wayScoreOf(name, { ways: trueWays, visible }));
    const count = (wanted: WayScore): number => scores.filter((score) => score === wanted).length;
    return {
      scores: { right: count('right'), unclear: count('unclear'), wrong: count('wrong') },
      recommended: Object.fromEntries(
        [...new Set(names)].map((name) => [name, names.filter((each) => each === name).length]),
      ),
    };
  };
  return {
    set,
    meaning: allTruths[set].meaning,
    ways: ordered.map((name) => ({ name, change: pairedInterval(gains.get(name) ?? []) })),
    visible,
    looked: scored(looked),
    kept: scored(kept),
  };
}

/** Plain sharing, uncertainty, and every arm that came to a last comparison. */
function armsOf(ways: readonly Way[]): readonly Arm[] {
  const arms = [
    plain,
    { name: 'uncertainty', strategy: 'uncertainty' },
    ...ways.flatMap(({ results }) => results.study.arms),
  ];
  return [...new Map(arms.map((arm) => [arm.name, arm])).values()];
}

/** The names of the ways, the simplest first, as the decision has them. */
function orderOf([any]: readonly StudyResults[]): readonly string[] {
  return any ? decide(any).ordered.map(({ name }) => name) : [];
}

/** Δm of a way, world by world, in percent of the mean of the separate models over the worlds. */
function gainsOver(results: readonly StudyResults[], name: string): readonly number[] {
  const tasks = results[0]?.study.tasks ?? [];
  const arm = results[0]?.study.arms.find((each) => each.name === name);
  if (!arm) return results.map(() => 0);
  const changes = tasks.map((task) =>
    averagedMetrics(task).map(({ name: metric, higherIsBetter }) => {
      const where = { task: task.name, metric };
      return pairedChanges({
        values: results.flatMap((each) => testMetric(each.of(arm), where)),
        baseline: results.flatMap((each) => testMetric(each.baseline(task.name), where)),
        higherIsBetter,
      });
    }),
  );
  return results.map((_, world) =>
    mean(changes.map((metrics) => mean(metrics.map((each) => each[world] ?? Number.NaN)))),
  );
}

function difference(own: readonly number[] = [], other: readonly number[] = []): Interval {
  return pairedInterval(own.map((gain, world) => gain - (other[world] ?? Number.NaN)));
}

/** What a recommendation sees between separate models and plain sharing. */
function visibleOf({ decision: { duels } }: Way): readonly number[] {
  return duels
    .filter(({ simpler, other }) => simpler === separate && other === plain.name)
    .map(({ judgement }) => judgement.smallestDifferenceInFamily);
}

function numbers(from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

/** Results are shared by the stages of a set, and kept no longer. */
function memoryStore(): Store {
  const results = new Map<string, TrialResult>();
  const keyOf = (config: TrialConfig): string => JSON.stringify(config);
  return {
    read: (config) => results.get(keyOf(config)),
    write(result) {
      results.set(keyOf(result.config), { ...result, epochs: [] });
    },
  };
}
