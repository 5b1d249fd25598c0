import { type Engine, EngineChoice } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';

import type { AnyBalancer } from '../../src/balancer.ts';
import { BalancerRun } from '../../src/balancer-run.ts';
import type { Dataset } from '../../src/dataset.ts';
import { mlpHead } from '../../src/model/head.ts';
import { mlp } from '../../src/model/mlp.ts';
import { Network } from '../../src/model/network.ts';
import type { Trunk } from '../../src/model/trunk.ts';
import { random } from '../../src/random.ts';
import { completeTask } from '../../src/task.ts';
import { type Batch, BatchReader } from '../../src/train/batch.ts';
import type { GradientScope } from '../../src/train/gradient-scope.ts';
import { TrainingStep } from '../../src/train/training-step.ts';
import { table } from './tables.ts';

/** What {@link setUpStep} can be told. */
export interface StepOptions {
  balancer: AnyBalancer;
  engine?: Engine;
  trunk?: Trunk;
  dataset?: Dataset;
  gradientScope?: GradientScope;
}

/**
 * A training step on a table with its parameters, batches to give it (the first eight examples), and a way to free both.
 *
 * @param options - The strategy, and what else differs from a small MLP on the native engine.
 */
export function setUpStep({
  balancer,
  engine = 'native',
  trunk = mlp({ hidden: [5] }),
  dataset = table(),
  gradientScope = 'shared',
}: StepOptions): {
  step: TrainingStep;
  balancerRun: BalancerRun;
  parameters: tf.Variable;
  read: (indices?: number[]) => Batch;
  dispose: () => Promise<void>;
} {
  const tasks = dataset.tasks.map(completeTask);
  const network = new Network({ input: dataset.input, tasks, trunk, head: mlpHead() });
  const parameters = tf.tidy(() => tf.variable(tf.tensor1d(network.init(random(2)))));
  const balancerRun = new BalancerRun(balancer, tasks.length);
  const rest = {
    learningRate: 0.01,
    headPolicy: 'weighted',
    gradientScope,
    random: random(4),
    engine: new EngineChoice({ engine }),
  } as const;
  const step = new TrainingStep({ network, parameters, tasks, balancerRun, ...rest });
  const reader = new BatchReader(dataset.splits.train, dataset.input, tasks);
  const dispose = async (): Promise<void> => {
    await step.dispose();
    parameters.dispose();
  };
  return { step, balancerRun, parameters, read: (indices = [0, 1, 2, 3, 4, 5, 6, 7]) => reader.read(indices), dispose };
}
