import type { LiveState } from '../live/read-live.ts';
import { monitoredOf } from '../study/filled-slot.ts';
import { mainMetric, type Study } from '../study/study.ts';
import { describeTrial } from '../trials/trials-failed-error.ts';
import { type TrialConfig, trialId } from '../trials/trial-config.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { type Importance, importanceOf } from './importance-of.ts';
import { plannedTrials } from './planned-trials.ts';
import type { KeptTrial } from './trial-files.ts';
import type { TrialRow } from './trial-row.ts';
import { varyingOptions } from './varying.ts';

/** A study as the page shows it. */
export interface StudyState {
  /** The data set. */
  readonly dataset: string;
  /** The tasks, with the main metric of each. */
  readonly tasks: readonly { readonly name: string; readonly metric: string; readonly higherIsBetter: boolean }[];
  /** How many trials the study is planned to make at most; a pruned or extended search makes more or fewer. */
  readonly planned: number;
  /** Its trials. */
  readonly trials: readonly TrialRow[];
  /** The id of the trial of all tasks with the least monitored value. */
  readonly best: string | null;
  /** How much each option matters. */
  readonly importance: Importance;
}

/**
 * How a study stands.
 *
 * @param study - The study.
 * @param kept - The results that are there, by id.
 * @param live - What the processes that make it are at.
 */
export async function studyState(
  study: Study,
  kept: ReadonlyMap<string, KeptTrial>,
  live: LiveState,
): Promise<StudyState> {
  const failed = new Map(live.failed.map((trial) => [trial.id, trial]));
  const running = new Map(live.running.map((trial) => [trial.id, trial]));
  const { trials: planned, later } = await plannedTrials(study, (id) => {
    const error = failed.get(id)?.name;
    return kept.get(id)?.result ?? (error === undefined ? undefined : { error });
  });
  const own = ({ config }: { readonly config: TrialConfig }): boolean => config.dataset === study.dataset;
  const others = [...[...kept.values()].map(({ result }) => result), ...running.values(), ...failed.values()]
    .filter(own)
    .filter(({ id }) => !planned.has(id))
    .map(
      ({ id, config }) => [id, { config, title: describeTrial(config).split(', ')[1] ?? '', kind: 'other' }] as const,
    );
  const all = [...planned, ...others];
  const options = varyingOptions(all.map(([, { config }]) => config));
  const trials = all.map(([id, { config, title, kind }], index): TrialRow => {
    const trial = kept.get(id);
    const under = running.get(id);
    const error = failed.get(id)?.message;
    const made = trial ? madeRow(study, trial) : undefined;
    return {
      id,
      state: under ? 'running' : error === undefined ? 'waiting' : 'failed',
      arm: title,
      kind,
      seed: config.seed,
      final: config.final,
      budget: config.epochs,
      epochs: 0,
      monitored: null,
      options: options[index] ?? {},
      validation: {},
      test: {},
      curve: [],
      ...(under && { progress: under.steps > 0 ? under.step / under.steps : 0 }),
      ...(error !== undefined && { error }),
      ...made,
    };
  });
  const ranked = trials.filter(isRanked(study, all));
  const [best] = [...ranked].sort((a, b) => (a.monitored ?? 0) - (b.monitored ?? 0));
  return {
    dataset: study.dataset,
    tasks: study.tasks.map((task) => {
      const { name: metric, higherIsBetter } = mainMetric(task);
      return { name: task.name, metric, higherIsBetter };
    }),
    planned: all.length + later,
    trials,
    best: best?.id ?? null,
    importance: importanceOf(ranked),
  };
}

/** What a result says of its trial. */
function madeRow(study: Study, { result, at }: KeptTrial): Partial<TrialRow> {
  const main = (metrics: TrialResult['test']): Readonly<Record<string, number | null>> =>
    Object.fromEntries(
      study.tasks.flatMap((task) => {
        const value = metrics[task.name]?.[mainMetric(task).name];
        return value === undefined ? [] : [[task.name, finiteOrNull(value)]];
      }),
    );
  return {
    state: result.prunedAt === undefined ? 'done' : 'pruned',
    epochs: result.epochs.length,
    monitored: finiteOrNull(monitoredOf(result)),
    validation: main(result.validation),
    test: main(result.test),
    curve: result.epochs.map(({ monitored }) => finiteOrNull(monitored)),
    at: Math.round(at),
  };
}

/** Whether a trial can be compared with others by what was monitored: all tasks, with what a model may see, to its end. */
function isRanked(
  { tasks }: Study,
  all: readonly (readonly [string, { readonly config: TrialConfig }])[],
): (trial: TrialRow) => boolean {
  const configs = new Map(all.map(([, { config }]) => [trialId(config), config]));
  return ({ id, kind, state, monitored }) => {
    const config = configs.get(id);
    const isWhole = kind !== 'floor' && config?.tasks.length === tasks.length && !config.labels;
    return isWhole && state === 'done' && monitored !== null;
  };
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
