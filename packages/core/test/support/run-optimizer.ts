import { compile, type Engine } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';

import type { Optimizer, WeightShapes } from '../../src/optimizers/optimizer.ts';
import { slotLength } from '../../src/optimizers/slot-length.ts';

/** What {@link runOptimizer} can be told. */
export interface OptimizerRun {
  /** The parameters before the first step. */
  initial: readonly number[];
  /** The gradient of each step. */
  gradients: readonly (readonly number[])[];
  /** The learning rate of a step, from 1: one number, or one for each parameter. */
  learningRate: (step: number) => number | readonly number[];
  /**
   * The parameters that decay, by index.
   *
   * @defaultValue all
   */
  decays?: readonly number[];
  /**
   * The shapes of the weights.
   *
   * @defaultValue one vector
   */
  shapes?: WeightShapes;
  /** What runs the steps: an engine of the compiler, or without the compiler the cpu backend of TensorFlow.js. */
  engine: Engine | 'cpu';
}

/** What {@link runOptimizer} saw. */
export interface OptimizerSteps {
  /** The parameters after each step. */
  parameters: Float32Array[];
  /** The slots after each step. */
  slots: Record<string, Float32Array>[];
  /** How often the optimizer was traced or run. */
  calls: number;
}

/**
 * Makes steps with an optimizer as training does: parameters and slots are variables, the learning rate and the scalars inputs.
 *
 * @param optimizer - The optimizer.
 * @param run - The gradients, and how they are followed.
 */
export async function runOptimizer(optimizer: Optimizer, run: OptimizerRun): Promise<OptimizerSteps> {
  const { shapes = [[run.initial.length]] } = run;
  const parameters = tf.variable(tf.tensor1d([...run.initial]), false);
  const slots = mapRecord(optimizer.slots, (kind) =>
    tf.variable(tf.zeros(kind === 'scalar' ? [] : [slotLength(kind, shapes)]), false),
  );
  const { weightDecay } = optimizer;
  const mask = run.initial.map((_, index) => (!run.decays || run.decays.includes(index) ? weightDecay : 0));
  const seen: OptimizerSteps = { parameters: [], slots: [], calls: 0 };
  const trace = (gradient: tf.Tensor, learningRate: tf.Tensor, scalars: Record<string, tf.Scalar>): tf.Tensor => {
    seen.calls += 1;
    const result = optimizer.update(gradient as tf.Tensor1D, slots, {
      parameters,
      shapes,
      learningRate: learningRate as tf.Tensor1D,
      scalars,
      ...(learningRate.rank === 1 && { rates: learningRate as tf.Tensor1D }),
      ...(weightDecay > 0 && { decay: tf.tensor1d(mask) }),
    });
    for (const [name, slot] of Object.entries(slots)) slot.assign(result.slots[name] ?? tf.scalar(NaN));
    parameters.assign(tf.add(parameters, result.update));
    return tf.scalar(0);
  };
  const step = run.engine === 'cpu' ? undefined : compile(trace, { engine: run.engine });
  for (const [index, gradient] of run.gradients.entries()) {
    const rate = run.learningRate(index + 1);
    const scalars = optimizer.scalars?.(index + 1, typeof rate === 'number' ? rate : 1) ?? {};
    if (step) await step.onHost(host(gradient), host(rate), mapRecord(scalars, host));
    else tf.tidy(() => trace(onCpu(gradient), onCpu(rate), mapRecord(scalars, tf.scalar)));
    step?.sync();
    seen.parameters.push(Float32Array.from(parameters.dataSync()));
    seen.slots.push(mapRecord(slots, (slot) => Float32Array.from(slot.dataSync())));
  }
  await step?.dispose();
  tf.dispose([parameters, slots]);
  return seen;
}

interface HostValue {
  data: Float32Array;
  shape: number[];
}

function mapRecord<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function onCpu(values: number | readonly number[]): tf.Tensor {
  return typeof values === 'number' ? tf.scalar(values) : tf.tensor1d([...values]);
}

function host(values: number | readonly number[]): HostValue {
  if (typeof values === 'number') return { data: Float32Array.of(values), shape: [] };
  return { data: Float32Array.from(values), shape: [values.length] };
}
