import { EngineChoice } from '@equipoise/compiler';

import { BalancerRun } from '../balancer-run.ts';
import { checkTrainable } from '../check-dataset.ts';
import { mlpHead } from '../model/head.ts';
import { MultiTaskModel } from '../model/multi-task-model.ts';
import { Network } from '../model/network.ts';
import { random, type Random } from '../random.ts';
import { BatchReader } from './batch.ts';
import { checkParts } from './check-parts.ts';
import { checkSameRun, type RunIdentity } from './checkpoint.ts';
import { Criterion } from './criterion.ts';
import { checkOptions, type FitOptions } from './fit-options.ts';
import { TrainingStep } from './training-step.ts';

/** A training before its first step, or where it was broken off. */
export interface Training {
  /** What is trained. */
  readonly model: MultiTaskModel;
  /** Makes the steps. */
  readonly step: TrainingStep;
  /** What runs the steps and the model: it is chosen. */
  readonly choice: EngineChoice;
  /** The strategy. */
  readonly balancerRun: BalancerRun;
  /** What epochs are judged by. */
  readonly criterion: Criterion;
  /** Reads batches of the training split. */
  readonly reader: BatchReader;
  /** Where the random numbers come from. */
  readonly source: Random;
  /** Batches in a step. */
  readonly batchesPerStep: number;
  /** The parameters as they are now. */
  readonly values: Float32Array;
  /** What makes it this run and no other. */
  readonly run: Omit<RunIdentity, 'engine'>;
}

/**
 * Checks the options of a training, and sets up all that it needs; the caller disposes of the step and the model.
 *
 * @param options - The options of `fit`.
 * @throws {@link InvalidOptionError} for an option out of range, {@link DataError} for a data set that cannot be trained on.
 */
export async function prepareTraining(options: FitOptions): Promise<Training> {
  checkParts(options);
  const { dataset, trunk, head = mlpHead(), balancer, engine = 'auto', threads = 1, seed = 0, resume } = options;
  const { train } = dataset.splits;
  const { batchSize = Math.min(128, train.size), learningRate = 0.001, headPolicy = 'weighted' } = options;
  const { diagnoseEvery = 0, gradientScope = 'shared' } = options;
  checkOptions({ ...options, batchSize, learningRate, diagnoseEvery, headPolicy, gradientScope, engine, threads });
  const tasks = checkTrainable(dataset);
  const criterion = new Criterion(dataset, tasks);

  const source = random(seed);
  const network = new Network({ input: dataset.input, tasks, trunk, head });
  const initial = network.init(source.fork('parameters'));
  const run = {
    dataset: dataset.name,
    tasks: tasks.map(({ name }) => name),
    balancer: balancer.name,
    parameters: initial.length,
    seed,
    batchSize,
    learningRate,
  };
  await balancer.prepare?.();
  // Engines differ in last digits: a run that is gone on with stays on its own.
  const asked = engine === 'auto' ? (resume?.run.engine ?? engine) : engine;
  if (resume) checkSameRun({ ...run, engine: asked }, resume);
  const choice = new EngineChoice({ engine: asked, threads });
  const values = resume ? Float32Array.from(resume.parameters) : initial;
  const model = new MultiTaskModel({ network, input: dataset.input, tasks, values, engine: choice });
  const priorities = tasks.map(({ priority }) => priority);
  const balancerRun = new BalancerRun(balancer, tasks.length, resume?.balancer, {
    seed: source.fork('strategy').integer(2 ** 32),
    ...(priorities.some((priority) => priority !== 1) && { priorities }),
  });
  Object.assign(balancerRun.statuses, resume?.statuses);
  const saved = resume && { count: resume.steps.length, optimizer: resume.optimizer, slots: resume.slots };
  const step = new TrainingStep({
    network,
    parameters: model.parameters,
    tasks,
    balancerRun,
    learningRate,
    headPolicy,
    gradientScope,
    engine: choice,
    random: source,
    ...(saved && { saved }),
  });
  const reader = new BatchReader(train, dataset.input, tasks);
  const batchesPerStep = balancerRun.gradientTransform?.batchesPerStep ?? 1;
  try {
    const first = reader.read(Array.from({ length: batchSize }, (_, row) => row));
    await step.choose(
      first,
      Array.from({ length: batchesPerStep - 1 }, () => first),
    );
  } catch (error) {
    await step.dispose();
    await model.dispose();
    throw error;
  }
  return { model, step, choice, balancerRun, criterion, reader, source, batchesPerStep, values, run };
}
