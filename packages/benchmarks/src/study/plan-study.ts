import { checkKnownOptions, type Dataset, InvalidOptionError } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import { checkStudy, type StudyPlan } from './check-study.ts';
import { checkTuning } from './check-tuning.ts';
import { checkMeasures } from './measures/check-measures.ts';
import { withMeasureArms } from './measures/measure-arms.ts';
import { withUsualShares } from './measures/usual-shares.ts';
import type { Study, StudyTask } from './study.ts';
import { withEngine } from './study-engine.ts';

/**
 * Makes a study of a data set, with the engine as it was asked for, and finds what is wrong with it before anything is trained.
 *
 * @param dataset - The data set, loaded.
 * @param plan - The rest of the study.
 * @param metrics - The main metric of tasks, by their names, where that is not the first.
 * @throws {@link @equipoise/core!UnknownOptionError} for a member of the study or its training that does not exist,
 *   {@link @equipoise/core!DataError} when a task has no label in a split or only one in training.
 * @throws {@link @equipoise/core!InvalidOptionError} when a number is out of range, there are too many trials, when a strategy does not exist, an option of it is out of range or does
 *   not fit the number of tasks, when a strategy with a plan of its own is to look elsewhere than at the shared parameters, or when a batch is larger than the training split.
 */
export function draftStudy(dataset: Dataset, plan: StudyPlan, metrics: Readonly<Record<string, string>> = {}): Study {
  checkMeasures(dataset, plan.measures);
  const measures = withUsualShares(dataset, plan.measures);
  const rest = { ...plan, arms: withMeasureArms(plan.arms, measures), ...(measures && { measures }) };
  checkStudy(dataset, rest);
  const tasks = studyTasks(dataset, metrics);
  const measured = dataset.tasks.map(({ name, kind }) => ({ name, metrics: kind.metrics }));
  const { gradientScope } = rest.training;
  for (const { strategy: text } of rest.arms) {
    const strategy = parseStrategy(text);
    strategy.init(tasks.length, { seed: 0, tasks: measured });
    if (strategy.gradientTransform && gradientScope !== undefined) {
      throw new InvalidOptionError('compare', 'gradient-scope', `shared with ${strategy.name}`, gradientScope);
    }
  }
  const steps = stepsOfTrial(dataset.splits.train.size, rest.training);
  if (steps === 0) {
    const expected = `at most the ${dataset.splits.train.size} training examples of ${dataset.name}`;
    throw new InvalidOptionError('compare', 'batch-size', expected, rest.training.batchSize);
  }
  const names = rest.arms.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new InvalidOptionError('compare', 'strategies', 'different from each other', twice);
  const study: Study = {
    dataset: dataset.name,
    tasks,
    ...rest,
    diagnoseEvery: Math.max(5, Math.ceil(steps / 30)),
  };
  const searched = rest.arms.find(({ search }) => search);
  if (rest.tuning) checkTuning(study, rest.tuning, dataset.splits.train.size);
  else if (searched) throw new InvalidOptionError('study', 'search', 'left out without `tune`', searched.search);
  return study;
}

/**
 * Makes a study of a data set, takes its engine for `auto`, and finds what is wrong with it before anything is trained.
 *
 * @param dataset - The data set, loaded.
 * @param rest - The rest of the study.
 * @throws {@link @equipoise/core!EquipoiseError} in one sentence that says what is wrong.
 */
export async function planStudy(dataset: Dataset, rest: StudyPlan): Promise<Study> {
  return (await withEngine(draftStudy(dataset, rest), dataset)).study;
}

/**
 * How many steps a trial makes: an epoch leaves the last, smaller batch out.
 *
 * @param examples - Training examples.
 * @param training - The epochs and the size of a batch.
 */
export function stepsOfTrial(
  examples: number,
  training: { readonly epochs: number; readonly batchSize: number },
): number {
  return training.epochs * Math.floor(examples / training.batchSize);
}

/** The tasks of a data set as a study judges them: the main metric comes first. */
function studyTasks({ name: dataset, tasks }: Dataset, main: Readonly<Record<string, string>>): readonly StudyTask[] {
  checkKnownOptions(
    `${dataset}, metrics`,
    main,
    tasks.map(({ name }) => name),
  );
  return tasks.map(({ name, kind }) => {
    const metrics = kind.metrics.map((metric) => ({ name: metric.name, higherIsBetter: metric.mode === 'max' }));
    const wanted = Object.hasOwn(main, name) ? main[name] : undefined;
    const names = metrics.map((metric) => metric.name);
    if (wanted !== undefined && !names.includes(wanted)) {
      throw new InvalidOptionError(dataset, `metrics.${name}`, `one of ${names.join(', ')}`, wanted);
    }
    return { name, metrics: [...metrics].sort((a, b) => Number(b.name === wanted) - Number(a.name === wanted)) };
  });
}
