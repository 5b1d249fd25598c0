import { slice, sub, reshape, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import type { Loss } from '../../losses/loss.ts';
import { meanSquaredError } from '../../losses/mean-squared-error.ts';
import { auc } from '../../metrics/auc.ts';
import { prAuc } from '../../metrics/pr-auc.ts';
import type { Scored } from '../../metrics/scored.ts';
import { integer } from '../../options/option.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import type { Target } from '../target.ts';
import type { TaskKind } from '../task-kind.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';

/** Options of {@link reconstruction}. */
export const reconstructionOptions = optionsSchema('reconstruction', {
  size: integer({ required: true, min: 1, meaning: 'how many numbers an input has' }),
  ...partsOptions('meanSquaredError()', '[auc(), prAuc()]'),
});

/** Options of {@link reconstruction}: the size must be given. */
export type ReconstructionOptions = OptionsOf<typeof reconstructionOptions> &
  Required<Pick<OptionsOf<typeof reconstructionOptions>, 'size'>>;

/**
 * A task that finds anomalies by what an autoencoder cannot restore: the head gives the input again, from features that should be fewer than its numbers.
 * Labels are the numbers of the input, and after them 1 for a known anomaly or 0 for none or unknown: `withReconstruction` of `@equipoise/datasets` makes
 * them. Known anomalies count in no loss, so the model learns from the others only. Metrics of ranking (`auc`, `prAuc`) are of the mean squared error of an
 * example beside that mark.
 *
 * @example
 * reconstruction({ size: 30 });
 *
 * @param options - The size, the loss of numbers and the metrics.
 * @returns The kind. It predicts the input as the model restores it; {@link reconstructionError} compares the two.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 * @see M. Sakurada, T. Yairi. Anomaly Detection Using Autoencoders with Nonlinear Dimensionality Reduction. MLSDA 2014.
 *   https://doi.org/10.1145/2689746.2689747
 */
export function reconstruction(options: ReconstructionOptions): TaskKind<Float32Array> {
  const name = reconstructionOptions.owner;
  const { size, loss = meanSquaredError(), metrics = [auc(), prAuc()] } = reconstructionOptions.read(options);
  const errorOf = ({ outputs, labels }: Scored, row: number): number =>
    reconstructionError(
      outputs.subarray(row * size, (row + 1) * size),
      labels.subarray(row * (size + 1), (row + 1) * (size + 1) - 1),
    );
  return checkedKind({
    name,
    config: kindConfig(name, { size }, loss, metrics),
    outputs: { shape: [size], dtype: 'float32' },
    labels: { shape: [size + 1], dtype: 'float32' },
    target: { form: 'numbers', count: size },
    loss: ofInput(loss, size),
    metrics,
    checkLabel: (values) =>
      Array.prototype.every.call(values, Number.isFinite) && (values[size] === 0 || values[size] === 1)
        ? undefined
        : 'finite numbers, and 1 for an anomaly or 0 for none',
    decode: (outputs) => Float32Array.from(outputs),
    decoded: { reconstruction: { call: (outputs) => outputs } },
    scores: (scored) => [
      {
        outputs: Float64Array.from({ length: scored.size }, (_, row) => errorOf(scored, row)),
        labels: Float64Array.from(
          { length: scored.size },
          (_, row) => scored.labels[(row + 1) * (size + 1) - 1] ?? Number.NaN,
        ),
      },
    ],
  });
}

/**
 * How far a restored input is from the input: the mean of the squared differences. The greater, the more likely an anomaly.
 *
 * @param restored - What the model predicts.
 * @param input - The input, as the model sees it: preprocessed, and as many numbers.
 */
export function reconstructionError(restored: ArrayLike<number>, input: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < restored.length; at += 1)
    sum += ((restored[at] ?? Number.NaN) - (input[at] ?? Number.NaN)) ** 2;
  return sum / restored.length;
}

/** A loss of numbers on the input, of examples that are no known anomalies. */
function ofInput(loss: Loss, size: number): Loss {
  return {
    name: loss.name,
    form: loss.form,
    config: loss.config,
    misfit: (target) => ((loss.outputsPerTarget ?? 1) > 1 ? 'one with a single output' : loss.misfit?.(target)),
    call: (outputs, labels) => loss.call(outputs, slice(labels, [0, 0], [-1, size])),
    weight: (labels) => sub<Tensor1D>(1, mark(labels, size)),
    ...(loss.constant && {
      constant: (training: ArrayLike<number>, measured: ArrayLike<number>, target: Target) =>
        loss.constant?.(normalInputs(training, size), normalInputs(measured, size), target) ?? Number.NaN,
    }),
  };
}

/** The numbers of the examples that are no known anomalies. */
function normalInputs(labels: ArrayLike<number>, size: number): Float64Array {
  const width = size + 1;
  return Float64Array.from(labels).filter((_, at) => at % width < size && labels[at - (at % width) + size] === 0);
}

function mark(labels: Tensor, size: number): Tensor1D {
  return reshape(slice(labels, [0, size], [-1, 1]), [-1]);
}
