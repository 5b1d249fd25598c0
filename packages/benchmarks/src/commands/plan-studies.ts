import type { StudyPlan } from '../study/check-study.ts';
import { draftStudy, stepsOfTrial } from '../study/plan-study.ts';
import { type Arm, seedsOf, type Study, type TrainingConfig } from '../study/study.ts';
import { withEngine } from '../study/study-engine.ts';
import type { Tuning } from '../study/tuning.ts';
import { searchedArm, usualTuning } from '../study/usual-tuning.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import { requireWritableResults } from './results-folder.ts';
import { type StudySubject, subjectOfSet, subjectOfTable } from './study-subject.ts';
import type { TableArguments } from './table-source.ts';

/** What is compared, and how often, when nobody says. */
const defaults = { arms: ['equal', 'uncertainty', 'gradnorm'], seeds: 5 };

/** A study as it is asked for on a command line or in a file: what is left out is as usual. */
export interface StudyRequest extends Partial<
  Pick<Study, 'arms' | 'seeds' | 'splitSeed' | 'floors' | 'measures' | 'monitor'>
> {
  /** A data set of the registry. */
  readonly dataset?: string;
  /** A table of the user's own instead. */
  readonly table?: TableArguments;
  /** What is asked of the training. */
  readonly training: Partial<TrainingConfig>;
  /** What the rest of the training is taken from; the settings of the data set when left out. */
  readonly base?: TrainingConfig;
  /** How it is tuned; a number of trials for the usual search. */
  readonly tuning?: Tuning | number;
  /** The main metric of tasks, by their names, where that is not the first. */
  readonly metrics?: Readonly<Record<string, string>>;
  /** What runs the steps. */
  readonly engine: Study['engine'];
  /** Threads that a step may use. */
  readonly threads: number;
}

/** The studies that are asked for. */
export interface Plan {
  /** One study a data set. */
  readonly studies: readonly Study[];
  /** How many steps a trial of them makes. */
  readonly stepsOf: (config: TrialConfig) => number;
  /** What the person at the terminal should know before it starts, a sentence each. */
  readonly notes: readonly string[];
}

interface Planned {
  readonly study: Study;
  /** Training examples. */
  readonly examples: number;
  /** What the person should know before it starts, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Plans studies. The data are loaded to see that they are there and whole; nothing is written.
 *
 * @param requests - What is asked for.
 * @param out - Where results are to go.
 * @throws {@link @equipoise/core!EquipoiseError} when something in it is wrong.
 */
export async function planAll(requests: readonly StudyRequest[], out: string): Promise<Plan> {
  const planned: Planned[] = [];
  for (const request of requests) {
    const { dataset, table } = request;
    if (table !== undefined) planned.push(await planTable(request, table));
    else if (dataset !== undefined) planned.push(await planSet(request, dataset));
  }
  for (const { study } of planned) requireWritableResults(out, study.dataset);
  return {
    studies: planned.map(({ study }) => study),
    stepsOf: (config) =>
      stepsOfTrial(planned.find(({ study }) => study.dataset === config.dataset)?.examples ?? 0, config),
    notes: planned.flatMap(({ notes }) => notes),
  };
}

/** A study of a data set of the registry. */
async function planSet(request: StudyRequest, name: string): Promise<Planned> {
  return await planOne(request, await subjectOfSet(request, name));
}

/** A study of a table of the user's own. Its splits are made for every seed, so that no trial can fail for what a cell says. */
async function planTable(request: StudyRequest, table: TableArguments): Promise<Planned> {
  const { notes, warnings, checkSeeds, ...subject } = await subjectOfTable(request, table);
  const planned = await planOne(request, subject);
  if (request.splitSeed === undefined) checkSeeds(seedsOf(planned.study).slice(1));
  return { ...planned, notes: [...notes, ...warnings, ...planned.notes] };
}

async function planOne(request: StudyRequest, { dataset, training, table }: StudySubject): Promise<Planned> {
  const { arms = usualArms(), seeds = defaults.seeds, splitSeed, floors, monitor, metrics, engine, threads } = request;
  const { measures } = request;
  const tuning = typeof request.tuning === 'number' ? usualTuning(training, request.tuning) : request.tuning;
  const plan: StudyPlan = {
    ...(table && { table }),
    arms: typeof request.tuning === 'number' ? arms.map(searchedArm) : arms,
    seeds,
    ...(splitSeed !== undefined && { splitSeed }),
    ...(floors !== undefined && { floors }),
    ...(measures && { measures }),
    ...(monitor && { monitor }),
    training,
    ...(tuning && { tuning }),
    engine,
    threads,
  };
  const { study, note } = await withEngine(draftStudy(dataset, plan, metrics), dataset);
  return { study, examples: dataset.splits.train.size, notes: note === undefined ? [] : [note] };
}

/** What is compared when nobody says. */
export function usualArms(): readonly Arm[] {
  return defaults.arms.map((strategy) => ({ name: strategy, strategy }));
}
