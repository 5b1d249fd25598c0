import type { Dataset, Split } from '../data/dataset.ts';
import { labelsOf } from '../data/dataset.ts';
import { isSplit } from '../data/split-source.ts';
import { DataError, InvalidOptionError } from '../errors.ts';
import type { MultiTaskModel } from '../model/multi-task-model.ts';
import { weightsByPath } from '../model/weights-by-path.ts';
import { sizeOf } from '../size-of.ts';
import { rescaled } from '../tasks/scale.ts';
import type { Task } from '../tasks/task.ts';
import { fit, type Fitted } from '../training/fit.ts';
import type { FitOptions } from '../training/fit-options.ts';
import { partsOf, rebuild } from './rebuild.ts';
import { taughtLabels } from './taught-labels.ts';
import { layoutOf, type Teaching } from './taught-loss.ts';
import { taughtTask } from './taught-task.ts';

/** Options of {@link fitFromTeachers}: those of `fit`, the teachers, and how much they count. */
export interface FitFromTeachersOptions extends FitOptions, Partial<Teaching> {
  /** Trained models: each teaches the tasks that it has. They read the inputs that they have by their names. */
  readonly teachers: readonly MultiTaskModel[];
}

/**
 * Trains one model on the predictions of others, such as one for each task, beside the labels: knowledge distillation. A task that no teacher has is learnt
 * from its labels, and one that has no labels at all from its teacher.
 *
 *     ℓ = (1 − a) ℓ_hard + a ℓ_soft        a = share where there is a label, 1 where there is none
 *     classes:  ℓ_soft = −T² Σ_k softmax(z/T)_k log softmax(x/T)_k        labels: the same of yes and no
 *     numbers:  ℓ_soft = ℓ_hard(x, z)
 *
 * x are the outputs of the model, z those of the teacher, and T is the temperature.
 *
 * This distils models. The key `distill` of a study is something else: it trains with the mean weights of a strategy.
 *
 * The metrics of the history are those of the true labels, its losses are those towards labels and teachers. The model that is returned has the plain tasks of the
 * data set.
 *
 * @example
 * const { model } = await fitFromTeachers({ teachers: [churnModel, spendModel], dataset, balancer: strategies.equal(), epochs: 20 });
 *
 * @param options - `temperature`: 2 when left out; `share`, the part of the teachers in the loss of a labelled example: 0.5 when left out.
 * @throws {@link InvalidOptionError} when no task has a teacher, an option is out of range, or a kind cannot be taught; {@link DataError} when the training examples are
 *   not in memory, or a task is of another kind than its teacher's; what `fit` throws.
 * @see G. Hinton, O. Vinyals, J. Dean. Distilling the Knowledge in a Neural Network. NIPS Deep Learning Workshop 2014. https://arxiv.org/abs/1503.02531
 */
export async function fitFromTeachers(options: FitFromTeachersOptions): Promise<Fitted> {
  const { teachers, temperature = 2, share = 0.5, ...rest } = options;
  if (!(temperature > 0 && Number.isFinite(temperature))) {
    throw new InvalidOptionError('fitFromTeachers', 'temperature', 'a number above 0', temperature);
  }
  if (!(share >= 0 && share <= 1)) {
    throw new InvalidOptionError('fitFromTeachers', 'share', 'a number from 0 to 1', share);
  }
  const { dataset } = rest;
  const taught = await taughtDataset(dataset, teachers, { temperature, share });
  const fitted = await fit({ ...rest, dataset: taught });
  const { model } = fitted;
  const { preprocessing, trained } = model;
  try {
    const tasks = model.tasks.map((task) => dataset.tasks.find(({ name }) => name === task.name) ?? task);
    const parts = { ...partsOf(model), tasks };
    const more = { ...(preprocessing && { preprocessing }), ...(trained && { trained }) };
    return {
      ...fitted,
      model: rebuild('fitFromTeachers', { parts, kept: weightsByPath(model), engine: fitted.engine, ...more }),
    };
  } finally {
    await model.dispose();
  }
}

async function taughtDataset(
  dataset: Dataset,
  teachers: readonly MultiTaskModel[],
  teaching: Teaching,
): Promise<Dataset> {
  const { train, ...others } = dataset.splits;
  if (!isSplit(train))
    throw new DataError(`fitFromTeachers: the training examples of ${dataset.name} must be in memory.`);
  const teacherOf = ({ name }: Task): MultiTaskModel | undefined =>
    teachers.find(({ tasks }) => tasks.some((task) => task.name === name));
  if (!dataset.tasks.some(teacherOf)) {
    const known = teachers.flatMap(({ tasks }) => tasks.map(({ name }) => name));
    throw new InvalidOptionError(
      'fitFromTeachers',
      'teachers',
      'models of which one has a task of the data set',
      known,
    );
  }
  const splits: [string, Split][] = [];
  for (const [name, split] of Object.entries<Split | undefined>({ train, ...others })) {
    if (split) splits.push([name, await taughtSplit(split, dataset.tasks, teacherOf)]);
  }
  const tasks = dataset.tasks.map((task) => (teacherOf(task) ? taughtTask(task, teaching) : task));
  return { ...dataset, tasks, splits: Object.fromEntries(splits) as unknown as Dataset['splits'] };
}

async function taughtSplit(
  split: Split,
  tasks: readonly Task[],
  teacherOf: (task: Task) => MultiTaskModel | undefined,
): Promise<Split> {
  const said = new Map<MultiTaskModel, Awaited<ReturnType<MultiTaskModel['predict']>>>();
  const labels = { ...split.labels };
  for (const task of tasks) {
    const teacher = teacherOf(task);
    if (!teacher) continue;
    const own = Object.keys(teacher.inputs).map((input) => [input, split.inputs[input]] as const);
    const outputs = said.get(teacher) ?? (await teacher.predict(Object.fromEntries(own) as Split['inputs']));
    said.set(teacher, outputs);
    const taught = inScaleOf(task, teacher, outputs[task.name] ?? new Float32Array(0));
    labels[task.name] = taughtLabels(layoutOf(task.kind), labelsOf(split, task.name), taught);
  }
  return { ...split, labels };
}

/** What a teacher's head gives, numbers standardised as those of the student. */
function inScaleOf({ name, kind }: Task, teacher: MultiTaskModel, outputs: Float32Array): Float32Array {
  if (kind.writing) throw new DataError(`fitFromTeachers: task ${name} writes token by token, which is not taught.`);
  const theirs = teacher.tasks.find((task) => task.name === name)?.kind;
  const same = theirs?.name === kind.name && theirs.names?.join('\n') === kind.names?.join('\n');
  if (!theirs || !same || sizeOf(theirs.outputs) !== sizeOf(kind.outputs)) {
    throw new DataError(
      `fitFromTeachers: the task ${name} must be of the kind, and have the classes, that its teacher has (${theirs?.name}).`,
    );
  }
  return rescaled(outputs, sizeOf(kind.outputs), theirs.scales, kind.scales);
}
