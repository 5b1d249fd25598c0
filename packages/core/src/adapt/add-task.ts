import { lowRank } from '../architectures/low-rank.ts';
import type { Dataset } from '../data/dataset.ts';
import { canonicalJson } from '../documents/canonical.ts';
import { DataError, InvalidOptionError } from '../errors.ts';
import { listed } from '../listed.ts';
import { ModelGraph } from '../model/model-graph.ts';
import type { MultiTaskModel } from '../model/multi-task-model.ts';
import { weightsByPath } from '../model/weights-by-path.ts';
import { preprocessing as rows } from '../preprocessing/rows-preprocessing.ts';
import type { Task } from '../tasks/task.ts';
import { relativeLoss } from '../monitors/relative-loss.ts';
import { isWithin } from '../options/bounds.ts';
import { fit, type Fitted } from '../training/fit.ts';
import type { FitOptions } from '../training/fit-options.ts';
import { asInference } from './inference.ts';
import { partsOf, rebuild, requireKept } from './rebuild.ts';
import { sumOfLosses, tuneWithin } from './tune-within.ts';

/** How a task is added to a trained model: see {@link addTask}. */
export type Adaptation = 'frozen' | 'low-rank' | 'tuned';

/** Options of {@link addTask}: those of `fit`, but for what the model has already. */
export interface AddTaskOptions extends Omit<FitOptions, 'architecture' | 'encoder' | 'head' | 'start' | 'resume'> {
  /** What becomes of the weights that the model has. */
  readonly how: Adaptation;
  /**
   * For `low-rank`: r, the columns of the first and the rows of the second matrix, at least 1.
   *
   * @defaultValue 8
   */
  readonly rank?: number;
  /**
   * For `tuned`: the share of its value by which the main metric of each old task may become worse on the validation split, at least 0: 0.01 is one per cent.
   *
   * @defaultValue no bound
   */
  readonly keepWithin?: number;
}

/**
 * Adds tasks to a trained model. The given model stays as it is, and the one that is returned saves, loads and exports as any.
 *
 * - `frozen`: the weights that the model has stay as they are, to the bit, and so do the predictions of its tasks. What the new tasks need besides is
 *   trained: their heads, and their gates where the architecture has them. The encoder runs as after training, without dropout. The data set needs labels of the new tasks only; those
 *   of the old tasks are not read.
 * - `low-rank`: the same, but each new task also adds a product of two thin matrices to every kernel of the encoder (LoRA, see {@link lowRank}). The
 *   model must be of `hard-sharing` or `low-rank`, with one input. An old task of a model of `hard-sharing` then has a product too, which is 0.
 * - `tuned`: all weights are trained, on the labels of all tasks. What the old tasks lose is for the strategy to bound: floors on their metrics
 *   (`dual-ascent`), priorities, or a rule against conflicts. Where there are no labels of the old tasks,
 *   `fitFromTeachers` with the model as its own teacher, and `start`, is learning without forgetting.
 * - `tuned` with `keepWithin`: the new tasks are trained on frozen weights at first, by the sum of their losses and without the callbacks, and then all weights by the given options. Of the epochs, those
 *   whose metrics of the old tasks are within the bound go before all others. Where there is none, the frozen model is returned, whose old tasks lost nothing, and a note in the history says so.
 *
 * @example
 * const { model: grown } = await addTask(model, { how: 'frozen', dataset, balancer: strategies.equal(), epochs: 10 });
 *
 * @param model - The trained model.
 * @param options - The data set with the new tasks, and how they are trained.
 * @returns The new model, and the history of its training.
 * @throws {@link DataError} when the data set has no new task, lacks an old one with `tuned`, or its inputs are not those of the model;
 *   {@link InvalidOptionError} when the architecture cannot take one more task without a change of other weights; what `fit` throws.
 * @see A. Kumar, A. Raghunathan, R. Jones, T. Ma, P. Liang. Fine-Tuning can Distort Pretrained Features and Underperform Out-of-Distribution. ICLR 2022: heads
 *   before all weights. https://arxiv.org/abs/2202.10054
 * @see Z. Li, D. Hoiem. Learning without Forgetting. ECCV 2016. https://arxiv.org/abs/1606.09282
 */
export async function addTask(
  model: MultiTaskModel,
  { how, rank, keepWithin, ...options }: AddTaskOptions,
): Promise<Fitted> {
  if (!['frozen', 'low-rank', 'tuned'].includes(how)) {
    throw new InvalidOptionError('addTask', 'how', 'one of frozen, low-rank, tuned', how);
  }
  if (rank !== undefined && how !== 'low-rank') {
    throw new InvalidOptionError('addTask', 'rank', "left out without how: 'low-rank'", rank);
  }
  if (keepWithin !== undefined && how !== 'tuned') {
    throw new InvalidOptionError('addTask', 'keepWithin', "left out without how: 'tuned'", keepWithin);
  }
  if (keepWithin !== undefined && !isWithin(keepWithin, { min: 0 })) {
    throw new InvalidOptionError('addTask', 'keepWithin', 'a number of at least 0', keepWithin);
  }
  checkInputs(model, options.dataset);
  const parts = partsOf(model);
  const architecture = how === 'low-rank' ? lowRankOf(model, rank) : parts.architecture;
  const fresh = newTasks(model, options.dataset);
  const kept = weightsByPath(model);
  const { head } = parts;
  if (how === 'tuned') {
    const tasks = [...oldTasks(model, options.dataset), ...fresh];
    const tuned = { ...options, dataset: { ...options.dataset, tasks }, architecture, encoder: parts.encoder, head };
    if (keepWithin === undefined) return fit({ ...tuned, start: kept });
    return tuneWithin(keepWithin, model, tuned, () =>
      addTask(model, { ...options, how: 'frozen', balancer: sumOfLosses, callbacks: [], monitor: relativeLoss() }),
    );
  }
  const encoder = Object.fromEntries(Object.entries(parts.encoder).map(([name, own]) => [name, asInference(own)]));
  requireKept('addTask', new ModelGraph({ ...parts, architecture, tasks: [...model.tasks, ...fresh] }), kept);
  const alone = new ModelGraph({ ...parts, architecture, encoder, tasks: fresh });
  const still = alone.parameters.filter(({ path }) => Object.hasOwn(kept, path));
  const groups = [...(options.groups ?? []), ...still.map(({ path }) => ({ path, frozen: true }))];
  const dataset = { ...options.dataset, tasks: fresh };
  const fitted = await fit({ ...options, dataset, architecture, encoder, head, start: kept, groups });
  const { trained } = fitted.model;
  const validation = { ...model.trained?.validation, ...trained?.validation };
  const targets = { ...model.preprocessing?.targets, ...options.dataset.preprocessing?.targets };
  try {
    const grown = rebuild('addTask', {
      parts: { ...parts, architecture, tasks: [...model.tasks, ...fitted.model.tasks] },
      kept,
      added: weightsByPath(fitted.model),
      engine: fitted.engine,
      ...(options.seed !== undefined && { seed: options.seed }),
      ...(model.preprocessing && { preprocessing: rows({ inputs: model.preprocessing.inputs, targets }) }),
      ...(trained && { trained: { ...trained, validation } }),
    });
    return { ...fitted, model: grown };
  } finally {
    await fitted.model.dispose();
  }
}

function lowRankOf({ graph }: MultiTaskModel, rank: number | undefined): ReturnType<typeof lowRank> {
  const { name, options } = graph.parts.architecture.config;
  if (name === 'hard-sharing') return lowRank({ ...(rank !== undefined && { rank }) });
  if (name === 'low-rank' && (rank === undefined || rank === options.rank)) return graph.parts.architecture;
  const expected =
    name === 'low-rank' ? `the ${String(options.rank)} of the model` : 'for a model of hard-sharing or low-rank';
  throw new InvalidOptionError('addTask', name === 'low-rank' ? 'rank' : 'how', expected, rank ?? name);
}

function newTasks({ tasks }: MultiTaskModel, dataset: Dataset): readonly Task[] {
  const names = tasks.map(({ name }) => name);
  const fresh = dataset.tasks.filter(({ name }) => !names.includes(name));
  if (fresh.length > 0) return fresh;
  throw new DataError(`addTask: ${dataset.name} must have a task that the model has not; it has ${listed(names)}.`);
}

/** The tasks of the model as the data set has them: their labels may be standardised otherwise, but classes must be the same. */
function oldTasks({ tasks }: MultiTaskModel, dataset: Dataset): readonly Task[] {
  return tasks.map(({ name, kind }) => {
    const own = dataset.tasks.find((task) => task.name === name);
    const same = own?.kind.name === kind.name && own.kind.names?.join('\n') === kind.names?.join('\n');
    if (own && same) return own;
    const what = own ? `the kind and the classes that the model has (${kind.name})` : 'labels too';
    throw new DataError(`addTask: ${dataset.name} must have the task ${name} of the model with ${what}.`);
  });
}

function checkInputs({ inputs, preprocessing }: MultiTaskModel, dataset: Dataset): void {
  const { preprocessing: own } = dataset;
  const same =
    canonicalJson(inputs) === canonicalJson(dataset.inputs) &&
    (!preprocessing ||
      !own ||
      canonicalJson(preprocessing.config.options.inputs) === canonicalJson(own.config.options.inputs));
  if (same) return;
  throw new DataError(
    `addTask: the inputs of ${dataset.name} must be made as those of the model; fromTableLike(model.preprocessing, …) does.`,
  );
}
