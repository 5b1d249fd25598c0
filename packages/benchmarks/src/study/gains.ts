import { type Interval, pairedInterval, type Verdict, verdict } from '../statistics/paired-interval.ts';
import { mean } from '../statistics/summary.ts';
import { changesBySeed, effectsOf } from './effects.ts';
import { averagedMetrics, seedsOf } from './study.ts';
import type { StudyResults } from './study-results.ts';

/** How many tasks a strategy helped and hurt. */
export type TaskCounts = Readonly<Record<Verdict, number>>;

/** What a strategy did on average over tasks. */
export interface Gain {
  /** The strategy's name in the study. */
  readonly strategy: string;
  /** Δm per task in percent, positive is better, with its 95 % confidence interval over the seeds. */
  readonly change: Interval;
  /** What the interval says. */
  readonly verdict: Verdict;
  /** How many tasks it helped and hurt, each by its own interval. */
  readonly tasks: TaskCounts;
}

/**
 * What each strategy of a study did on average over its tasks. The change is Δm per task; for its interval Δm is taken for
 * each seed by itself, paired with the baselines of that seed.
 *
 * @param results - The results of a study.
 */
export function gainsOf(results: StudyResults): readonly Gain[] {
  return results.study.arms.map(({ name }) => overall([results], name));
}

/**
 * What strategies did on average over several studies, every study counting the same. Only strategies that all studies have
 * are here. The interval is over the seeds: it says how sure the mean over these data sets is, nothing of other data sets.
 *
 * @param studies - The results of the studies.
 */
export function gainsOver(studies: readonly StudyResults[]): readonly Gain[] {
  const [first, ...others] = studies;
  const has = ({ study }: StudyResults, name: string): boolean => study.arms.some((strategy) => strategy.name === name);
  const names = first?.study.arms.map(({ name }) => name) ?? [];
  return names.filter((name) => others.every((other) => has(other, name))).map((name) => overall(studies, name));
}

function overall(studies: readonly StudyResults[], name: string): Gain {
  const gains = studies.map((results) => gainBySeed(results, name));
  const seeds = Math.min(...gains.map((gain) => gain.length));
  const change = pairedInterval(
    Array.from({ length: seeds }, (_, seed) => mean(gains.map((gain) => gain[seed] ?? Number.NaN))),
  );
  const verdicts = studies
    .flatMap(effectsOf)
    .filter(({ strategy }) => strategy === name)
    .map((finding) => finding.verdict);
  const count = (wanted: Verdict): number => verdicts.filter((found) => found === wanted).length;
  const tasks = { helped: count('helped'), hurt: count('hurt'), unclear: count('unclear') };
  return { strategy: name, change, verdict: verdict(change), tasks };
}

/** Δm per task of each seed by itself, relative to the means of the baselines over the seeds. */
function gainBySeed(results: StudyResults, name: string): readonly number[] {
  const { study } = results;
  const strategy = study.arms.find((candidate) => candidate.name === name);
  if (!strategy) return [];
  const tasks = study.tasks.map((task) =>
    averagedMetrics(task).map((metric) => changesBySeed(results, { task, metric, strategy })),
  );
  return seedsOf(study).map((seed) =>
    mean(tasks.map((metrics) => mean(metrics.map((changes) => changes[seed] ?? Number.NaN)))),
  );
}
