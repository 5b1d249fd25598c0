import type { Engine } from '@equipoise/compiler';
import { tensor1d } from '@tensorflow/tfjs-core';

import type { AnyBalancer } from '../balancer.ts';
import { Balancing } from '../balancing.ts';
import { checkDataset } from '../check-dataset.ts';
import type { Dataset } from '../dataset.ts';
import { InvalidOptionError } from '../errors.ts';
import { type Head, linear } from '../model/head.ts';
import { MultiTaskModel } from '../model/multi-task-model.ts';
import { Network } from '../model/network.ts';
import type { Trunk } from '../model/trunk.ts';
import { random } from '../random.ts';
import { completeTask } from '../task.ts';
import { type Batch, BatchReader } from './batch.ts';
import { Criterion } from './criterion.ts';
import { type GradientsAt, places } from './gradients-at.ts';
import type { EpochRecord, History, StepRecord } from './history.ts';
import { MeanLosses } from './mean-losses.ts';
import { TrainingStep } from './training-step.ts';

/** Which gradient a head is trained with: its task's loss times the task's weight, or the loss as it is. */
export type HeadPolicy = 'weighted' | 'unweighted';

/** How far a run has come. */
export interface FitProgress {
  /** Steps made. */
  readonly step: number;
  /** Steps that the run makes if it is not stopped early. */
  readonly steps: number;
  /** The epoch that has just ended, when one has. */
  readonly epochEnded?: EpochRecord;
}

/** What {@link fit} can be told. */
export interface FitOptions {
  /** What to learn from: the training split is learnt from, the validation split chosen by, the test split not looked at. */
  readonly dataset: Dataset;
  /** The shared part of the model. */
  readonly trunk: Trunk;
  /**
   * Each task's own part.
   *
   * @defaultValue `linear()`: one dense layer from the trunk's features to the task's outputs
   */
  readonly head?: Head;
  /** The strategy that weighs the tasks. */
  readonly balancer: AnyBalancer;
  /** Times that the training split is gone through, at least 1. */
  readonly epochs: number;
  /**
   * Examples in a step; the last, smaller batch of an epoch is left out (every epoch leaves out others).
   *
   * @defaultValue 128
   */
  readonly batchSize?: number;
  /**
   * Adam's step size, above 0.
   *
   * @defaultValue 0.001
   */
  readonly learningRate?: number;
  /**
   * Where every random number of the run comes from.
   *
   * @defaultValue 0
   */
  readonly seed?: number;
  /**
   * How the heads are trained.
   *
   * @defaultValue 'weighted'
   */
  readonly headPolicy?: HeadPolicy;
  /**
   * What the gradients are taken over that strategies look at by their Gramian, and that are diagnosed. The update is of all parameters
   * in any case. Strategies with a plan of their own work on the shared parameters.
   *
   * @defaultValue 'shared'
   */
  readonly gradientsAt?: GradientsAt;
  /**
   * Stops after this many epochs without a better criterion; never when left out. In either case the model is left with the
   * parameters of its best epoch.
   */
  readonly patience?: number;
  /**
   * Looks at the Gramian every so many steps even when the strategy does not, for the history; 0 never does.
   *
   * @defaultValue 0
   */
  readonly diagnoseEvery?: number;
  /**
   * What runs the steps.
   *
   * @defaultValue 'auto'
   */
  readonly engine?: Engine;
  /**
   * Threads that a step may use.
   *
   * @defaultValue 1
   */
  readonly threads?: number;
  /** Called after every step. */
  readonly onProgress?: (progress: FitProgress) => void;
  /** Stops the run between two steps: {@link fit} then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What {@link fit} gives. */
export interface Fitted {
  /** The trained model. */
  readonly model: MultiTaskModel;
  /** What was seen on the way. */
  readonly history: History;
  /** The engine that ran the steps. */
  readonly engine: Engine;
}

/**
 * Trains one model on all tasks of a data set with Adam, and leaves it with the parameters of its best epoch.
 *
 * @param options - The data, the model, the strategy and the budget.
 * @throws {@link InvalidOptionError} for an option out of range, {@link DataError} for a data set that cannot be trained on,
 *   {@link NonFiniteError} when a loss, gradient or weight stops being a finite number.
 */
export async function fit(options: FitOptions): Promise<Fitted> {
  const { dataset, trunk, head = linear(), balancer, epochs, engine = 'auto', threads = 1, seed = 0 } = options;
  const { batchSize = 128, learningRate = 0.001, headPolicy = 'weighted', patience, diagnoseEvery = 0 } = options;
  const { gradientsAt = 'shared' } = options;
  checkOptions({ ...options, batchSize, learningRate, diagnoseEvery, headPolicy, gradientsAt, engine, threads });
  const tasks = dataset.tasks.map(completeTask);
  checkDataset(dataset, tasks);
  const criterion = new Criterion(dataset, tasks);
  const { train, validation } = dataset.splits;

  const source = random(seed);
  const network = new Network({ input: dataset.input, tasks, trunk, head });
  const values = network.init(source.fork('parameters'));
  const model = new MultiTaskModel({ network, input: dataset.input, tasks, values, engine, threads });
  const balancing = new Balancing(balancer, tasks.length, undefined, {
    seed: source.fork('strategy').integer(2 ** 32),
  });
  const noise = source.fork('noise');
  const { parameters } = model;
  const step = new TrainingStep({
    ...{ network, parameters, tasks, balancing, learningRate, headPolicy, gradientsAt, random: noise, engine, threads },
  });
  const reader = new BatchReader(train, dataset.input, tasks);
  const draws = balancing.plan?.draws ?? 1;
  const rows = Math.min(batchSize, train.size);
  const stepsPerEpoch = Math.floor(train.size / rows);
  const steps: StepRecord[] = [];
  const records: EpochRecord[] = [];
  let best = { epoch: 0, criterion: Number.POSITIVE_INFINITY, values };

  try {
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      const orders = Array.from({ length: draws }, (_, draw) =>
        source.fork(`order of epoch ${epoch}${draw > 0 ? `, draw ${draw}` : ''}`).permutation(train.size),
      );
      const means = new MeanLosses(tasks.length);
      for (let index = 0; index < stepsPerEpoch; index += 1) {
        options.signal?.throwIfAborted();
        const progress = { step: steps.length, epoch, epochs };
        const [batch, ...others] = orders.map((order) =>
          reader.read(order.subarray(index * rows, (index + 1) * rows)),
        ) as [Batch, ...Batch[]];
        const diagnose = balancing.needs !== 'gramian' && diagnoseEvery > 0 && steps.length % diagnoseEvery === 0;
        const seen = diagnose ? { gramian: await step.gramian(batch) } : {};
        const started = performance.now();
        const result = await step.run(batch, progress, others);
        steps.push({ step: steps.length, epoch, ...seen, ...result, milliseconds: performance.now() - started });
        means.add(result.losses);
        if (index + 1 < stepsPerEpoch) options.onProgress?.({ step: steps.length, steps: epochs * stepsPerEpoch });
      }
      step.sync();
      balancing.endEpoch(means.values());
      const evaluation = await model.evaluate(validation);
      const record = {
        epoch,
        trainLosses: means.values(),
        validation: evaluation,
        criterion: criterion.of(evaluation, epoch),
      };
      records.push(record);
      if (record.criterion < best.criterion) {
        best = { epoch, criterion: record.criterion, values: Float32Array.from(parameters.dataSync()) };
      }
      options.onProgress?.({ step: steps.length, steps: epochs * stepsPerEpoch, epochEnded: record });
      if (patience !== undefined && epoch - best.epoch >= patience) break;
    }
  } catch (error) {
    await step.dispose(); // First: it writes the parameters to the model.
    await model.dispose();
    throw error;
  }
  await step.dispose();
  const chosen = tensor1d(best.values);
  parameters.assign(chosen);
  chosen.dispose();
  const names = tasks.map(({ name }) => name);
  const statuses = { ...balancing.statuses };
  const history = { tasks: names, steps, epochs: records, bestEpoch: best.epoch, statuses, gradientsAt };
  return { model, history, engine: step.engine };
}

type Checked = 'batchSize' | 'learningRate' | 'diagnoseEvery' | 'headPolicy' | 'gradientsAt' | 'engine' | 'threads';

function checkOptions(options: FitOptions & Required<Pick<FitOptions, Checked>>): void {
  const { epochs, batchSize, learningRate, patience, diagnoseEvery, headPolicy, gradientsAt, engine, threads } =
    options;
  const whole = (name: string, value: number, least: number): void => {
    if (!(Number.isInteger(value) && value >= least)) {
      throw new InvalidOptionError('fit', name, `a whole number of at least ${least}`, value);
    }
  };
  whole('epochs', epochs, 1);
  whole('batchSize', batchSize, 1);
  whole('diagnoseEvery', diagnoseEvery, 0);
  whole('threads', threads, 1);
  if (patience !== undefined) whole('patience', patience, 1);
  const known = <Name extends string>(name: string, value: Name, names: readonly Name[]): void => {
    if (!names.includes(value)) throw new InvalidOptionError('fit', name, `one of ${names.join(', ')}`, value);
  };
  known('headPolicy', headPolicy, ['weighted', 'unweighted']);
  known('gradientsAt', gradientsAt, places);
  if (options.balancer.plan && gradientsAt !== 'shared') {
    throw new InvalidOptionError('fit', 'gradientsAt', `'shared' with ${options.balancer.name}`, gradientsAt);
  }
  known('engine', engine, ['auto', 'native', 'wasm', 'eager']);
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new InvalidOptionError('fit', 'learningRate', 'above 0', learningRate);
  }
}
