import { judge } from '../statistics/judge.ts';
import type { Verdict } from '../statistics/paired-interval.ts';
import { mean } from '../statistics/summary.ts';
import { changesBySeed, effectsOf, judged, type Judged } from './effects.ts';
import { overlapOf } from './overlap-of.ts';
import { averagedMetrics, seedsOf } from './study.ts';
import type { StudyResults } from './study-results.ts';

/** How many tasks an arm helped and hurt. */
export type TaskCounts = Readonly<Record<Verdict, number>>;

/** What an arm did on average over tasks. */
export interface Gain extends Judged {
  /** The arm's name. */
  readonly strategy: string;
  /** How many tasks it helped and hurt, each by its own verdict. */
  readonly tasks: TaskCounts;
}

/**
 * What each arm of a study did on average over its tasks. The change is Δm per task; for its interval Δm is taken for
 * each seed by itself, paired with the baselines of that seed. All arms are one family of questions.
 *
 * @param results - The results of a study.
 */
export function gainsOf(results: StudyResults): readonly Gain[] {
  return overall(
    [results],
    results.study.arms.map(({ name }) => name),
  );
}

/**
 * What arms did on average over several studies, every study counting the same. Only arms that all studies have
 * are here. The interval is over the seeds: it says how sure the mean over these data sets is, nothing of other data sets.
 *
 * @param studies - The results of the studies.
 */
export function gainsOver(studies: readonly StudyResults[]): readonly Gain[] {
  return overall(studies, sharedArms(studies));
}

/** How an arm differs from another one on average over tasks. */
export interface Difference extends Judged {
  /** The arm's name. */
  readonly strategy: string;
  /** The name of the one that it is compared with. */
  readonly than: string;
}

/**
 * How each arm differs from one of them, Δm by Δm with the same seed. All are one family of questions.
 *
 * @param studies - The results of the studies; only arms that all of them have are compared.
 * @param than - The arm that the others are compared with.
 */
export function differencesTo(studies: readonly StudyResults[], than: string): readonly Difference[] {
  const others = sharedArms(studies).filter((name) => name !== than);
  const base = gainBySeedOver(studies, than);
  const questions = others.map((name) => ({
    name,
    differences: gainBySeedOver(studies, name).map((gain, seed) => gain - (base[seed] ?? Number.NaN)),
  }));
  return judge(questions, overlapOfAll(studies)).map((judgement) => ({
    strategy: judgement.name,
    than,
    ...judged(judgement),
  }));
}

/**
 * The names of the arms that all of some studies have.
 *
 * @param studies - The results of the studies.
 */
export function sharedArms(studies: readonly StudyResults[]): readonly string[] {
  const [first, ...others] = studies;
  const has = ({ study }: StudyResults, name: string): boolean => study.arms.some((arm) => arm.name === name);
  const names = first?.study.arms.map(({ name }) => name) ?? [];
  return names.filter((name) => others.every((other) => has(other, name)));
}

function overall(studies: readonly StudyResults[], names: readonly string[]): readonly Gain[] {
  const effects = studies.flatMap((results) => effectsOf(results));
  const questions = names.map((name) => ({ name, differences: gainBySeedOver(studies, name) }));
  return judge(questions, overlapOfAll(studies)).map((judgement) => {
    const verdicts = effects.filter(({ strategy }) => strategy === judgement.name).map((effect) => effect.verdict);
    const count = (wanted: Verdict): number => verdicts.filter((found) => found === wanted).length;
    const tasks = { helped: count('helped'), hurt: count('hurt'), unclear: count('unclear') };
    return { strategy: judgement.name, ...judged(judgement), tasks };
  });
}

/** The largest overlap of several studies: the mean over them is corrected by it. */
function overlapOfAll(studies: readonly StudyResults[]): { readonly testRatio: number } {
  return { testRatio: Math.max(0, ...studies.map((results) => overlapOf(results).testRatio)) };
}

function gainBySeedOver(studies: readonly StudyResults[], name: string): readonly number[] {
  const gains = studies.map((results) => gainBySeed(results, name));
  const seeds = Math.min(...gains.map((gain) => gain.length));
  return Array.from({ length: seeds }, (_, seed) => mean(gains.map((gain) => gain[seed] ?? Number.NaN)));
}

/**
 * Δm per task of each seed by itself, relative to the means of the baselines over the seeds; none where there is no such arm.
 *
 * @param results - The results of a study.
 * @param name - The arm's name.
 */
export function gainBySeed(results: StudyResults, name: string): readonly number[] {
  const { study } = results;
  const arm = study.arms.find((candidate) => candidate.name === name);
  if (!arm) return [];
  const tasks = study.tasks.map((task) =>
    averagedMetrics(task).map((metric) => changesBySeed(results, { task, metric, arm })),
  );
  return seedsOf(study).map((_, index) =>
    mean(tasks.map((metrics) => mean(metrics.map((changes) => changes[index] ?? Number.NaN)))),
  );
}
