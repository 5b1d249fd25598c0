import { EngineChoice } from '@equipoise/compiler';

import { BalancerRun } from '../balancer-run.ts';
import type { Dataset } from '../data/dataset.ts';
import { sourcesOf } from '../data/sources-of.ts';
import { ModelGraph } from '../model/model-graph.ts';
import { MultiTaskModel } from '../model/multi-task-model.ts';
import type { CarriedPaths } from '../model/weights-by-path.ts';
import { random, type Random } from '../random.ts';
import type { BatchOrder } from './batch-order.ts';
import { checkTensors } from './checkpoint.ts';
import { Diagnosis } from './diagnosis.ts';
import { EpochBatches } from './epoch-batches.ts';
import { fittedTasks } from './fitted-tasks.ts';
import { weightsIn, within } from './named-tensors.ts';
import { OptimizerRun } from './optimizer-run.ts';
import { parameterVectors } from './parameter-groups.ts';
import type { CompleteFitOptions } from './read-options.ts';
import { PermutedOrder } from './permuted-order.ts';
import { Slots } from './slots.ts';
import { SourceOrder } from './source-order.ts';
import { startWeights } from './start-weights.ts';
import { TrainingStep } from './training-step.ts';

/** What a training run works with. */
export interface TrainingParts {
  /** What is trained. */
  readonly model: MultiTaskModel;
  /** Makes the steps. */
  readonly step: TrainingStep;
  /** Looks at single steps. */
  readonly diagnosis: Diagnosis;
  /** Reads the training examples. */
  readonly batches: EpochBatches;
  /** The strategy. */
  readonly balancerRun: BalancerRun;
  /** The optimizer. */
  readonly optimizerRun: OptimizerRun;
  /** What the strategy's gradient transform keeps. */
  readonly slots: Slots;
  /** What runs the steps and the model. */
  readonly choice: EngineChoice;
  /** What was taken of the weights to start from. */
  readonly start?: CarriedPaths;
  /** Where random numbers come from. */
  readonly random: Random;
}

/**
 * Builds what a training run works with, at its beginning or where its checkpoint was made.
 *
 * @param options - The options of `fit`.
 * @throws {@link InvalidOptionError} or {@link ShapeError} when parts do not fit together.
 */
export function assemble(options: CompleteFitOptions): TrainingParts {
  const { architecture, encoder, head, balancer, threads, seed, resume } = options;
  const { headPolicy, gradientScope, groups, optimizer } = options;
  const { tensors, state } = resume ?? {};
  const dataset = { ...options.dataset, tasks: fittedTasks(options.dataset) };
  const source = random(seed);
  const { inputs, tasks } = dataset;
  const graph = new ModelGraph({ inputs, tasks, architecture, head, ...(encoder && { encoder }) });
  const vectors = parameterVectors(graph.parameters, groups, optimizer.weightDecay);
  if (resume) checkTensors(resume, graph, options);
  const choice = new EngineChoice({ engine: engineOf(options), threads });
  const initial = graph.init(source.fork('parameters'));
  const start = startWeights(graph, initial, resume ? undefined : options.start);
  const { preprocessing } = dataset;
  const model = new MultiTaskModel({
    graph,
    weights: weightsIn(tensors ?? {}, start.weights),
    engine: choice,
    ...(preprocessing && { preprocessing }),
  });
  const priorities = tasks.map(({ priority = 1 }) => priority);
  const { objectives, batchSize } = options;
  const strategySeed = source.fork('strategy').integer(2 ** 32);
  const ofTasks = {
    ...(priorities.some((priority) => priority !== 1) && { priorities }),
    tasks: tasks.map(({ name, kind: { metrics } }) => ({ name, metrics })),
  };
  const settings = { seed: strategySeed, ...(objectives === 'tasks' && ofTasks) };
  const count = objectives === 'tasks' ? tasks.length : batchSize;
  const balancerRun = new BalancerRun(balancer, count, state?.balancer, settings);
  Object.assign(balancerRun.statuses, state?.statuses);
  const saved = tensors && within(tensors, 'optimizer/');
  const optimizerRun = new OptimizerRun(optimizer, graph.shapes, vectors, saved);
  const slots = new Slots(balancer.gradientTransform?.slots, tensors && within(tensors, 'strategy/'));
  const step = new TrainingStep({
    graph,
    parameters: model.parameters,
    buffers: model.buffers,
    balancerRun,
    optimizerRun,
    slots,
    headPolicy,
    gradientScope,
    objectives,
    guard: options.onNonFinite === 'skip',
    engine: choice,
    random: source,
  });
  const weights = { graph, parameters: model.parameters, buffers: model.buffers };
  const diagnosis = new Diagnosis(weights, options.diagnostics, choice);
  const perStep = balancer.gradientTransform?.batchesPerStep ?? 1;
  const batches = new EpochBatches(dataset, orderOf(options, dataset, perStep), perStep);
  const made = { model, step, diagnosis, batches, balancerRun, optimizerRun, slots, choice, random: source };
  return { ...made, ...(start.paths && { start: start.paths }) };
}

function orderOf(
  { batchSize, epochs, sampler, sourcesPerBatch, resume }: CompleteFitOptions,
  dataset: Dataset,
  batchesPerStep: number,
): BatchOrder {
  if (!sampler || !sourcesPerBatch) return new PermutedOrder(dataset.splits.train.size, batchSize, batchesPerStep);
  const sources = sourcesOf(dataset).map(({ name, examples: { size }, specs }) => {
    const places = specs.tasks.map((task) => dataset.tasks.findIndex((each) => each.name === task.name));
    return { name, size, tasks: places };
  });
  const facts = { sources, sampler, perBatch: sourcesPerBatch, batchSize, batchesPerStep, epochs };
  return new SourceOrder(facts, resume && (resume.state.sources ?? null));
}

/**
 * The engine that is asked for: engines differ in last digits, so a run that is resumed stays on its own.
 *
 * @param options - The options of `fit`.
 */
export function engineOf({ engine, resume }: CompleteFitOptions): CompleteFitOptions['engine'] {
  return engine === 'auto' ? (resume?.identity.engine ?? engine) : engine;
}
