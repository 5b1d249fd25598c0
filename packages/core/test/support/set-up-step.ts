import { type Engine, EngineChoice } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';

import { hardSharing } from '../../src/architectures/hard-sharing.ts';
import type { AnyBalancer } from '../../src/balancer.ts';
import { BalancerRun } from '../../src/balancer-run.ts';
import { type Batch, batchOf } from '../../src/data/batch.ts';
import type { Dataset, Split } from '../../src/data/dataset.ts';
import { gatherSplit } from '../../src/data/split-source.ts';
import type { Encoder } from '../../src/encoders/encoder.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import { ModelGraph } from '../../src/model/model-graph.ts';
import { adam } from '../../src/optimizers/adam.ts';
import type { Optimizer } from '../../src/optimizers/optimizer.ts';
import { random } from '../../src/random.ts';
import type { GradientScope } from '../../src/training/gradient-scope.ts';
import { OptimizerRun } from '../../src/training/optimizer-run.ts';
import { Slots } from '../../src/training/slots.ts';
import { TrainingStep } from '../../src/training/training-step.ts';
import { table } from './tables.ts';

/** Where a step is, as tests that do not mind say. */
export const place = { step: 0, epoch: 0, epochs: 1, learningRate: 0.01, applied: 0 };

/** What {@link setUpStep} can be told. */
export interface StepOptions {
  balancer: AnyBalancer;
  engine?: Engine;
  encoder?: Encoder;
  dataset?: Dataset;
  gradientScope?: GradientScope;
  optimizer?: Optimizer;
  guard?: boolean;
}

/**
 * A training step on a table with its parameters, batches to give it (the first eight examples), and a way to free both.
 *
 * @param options - The strategy, and what else differs from a small MLP on the native engine.
 */
export function setUpStep({
  balancer,
  engine = 'native',
  encoder = mlp({ hidden: [5] }),
  dataset = table(),
  gradientScope = 'shared',
  optimizer = adam(),
  guard = false,
}: StepOptions): {
  step: TrainingStep;
  balancerRun: BalancerRun;
  optimizerRun: OptimizerRun;
  slots: Slots;
  parameters: tf.Variable;
  buffers: tf.Variable | undefined;
  read: (indices?: number[]) => Batch;
  dispose: () => Promise<void>;
} {
  const { inputs, tasks, splits } = dataset;
  const graph = new ModelGraph({ inputs, tasks, encoder, architecture: hardSharing(), head: mlpHead() });
  const initial = graph.init(random(2));
  const vector = (values: Float32Array): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d(values)));
  const parameters = vector(initial.parameters);
  const buffers = graph.buffers.length > 0 ? vector(initial.buffers) : undefined;
  const balancerRun = new BalancerRun(balancer, tasks.length);
  const optimizerRun = new OptimizerRun(optimizer, graph.shapes, {});
  const slots = new Slots(balancer.gradientTransform?.slots);
  const step = new TrainingStep({
    graph,
    parameters,
    buffers,
    balancerRun,
    optimizerRun,
    slots,
    headPolicy: 'weighted',
    gradientScope,
    guard,
    random: random(4),
    engine: new EngineChoice({ engine }),
  });
  const read = (indices = [0, 1, 2, 3, 4, 5, 6, 7]): Batch =>
    batchOf(gatherSplit(splits.train as Split, Uint32Array.from(indices), dataset), dataset);
  const dispose = async (): Promise<void> => {
    await step.dispose();
    optimizerRun.dispose();
    slots.dispose();
    parameters.dispose();
    buffers?.dispose();
  };
  return { step, balancerRun, optimizerRun, slots, parameters, buffers, read, dispose };
}
