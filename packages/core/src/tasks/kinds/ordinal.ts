import {
  add,
  cast,
  concat,
  greater,
  matMul,
  minimum,
  reshape,
  sigmoid as toProbability,
  slice,
  sub,
  sum,
  type Tensor,
  tensor1d,
} from '@tensorflow/tfjs-core';

import { defineLayer } from '../../layers/define-layer.ts';
import { uniform } from '../../layers/initializers.ts';
import type { Layer } from '../../layers/layer.ts';
import type { Loss } from '../../losses/loss.ts';
import { sigmoidCrossEntropy } from '../../losses/sigmoid-cross-entropy.ts';
import { accuracy } from '../../metrics/accuracy.ts';
import { kappa } from '../../metrics/kappa.ts';
import { mae } from '../../metrics/mae.ts';
import type { Scored } from '../../metrics/scored.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import { sizeOf } from '../../size-of.ts';
import type { Target } from '../target.ts';
import type { TaskKind } from '../task-kind.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { sigmoid } from './label-scoring.ts';
import type { ClassPrediction } from './multiclass.ts';
import { byName, namesOf, namesOption } from './names.ts';

/** Options of {@link ordinal}. */
export const ordinalOptions = optionsSchema('ordinal', {
  classes: namesOption(2, { meaning: 'the names of the classes in their order, or their number', required: true }),
  ...partsOptions('sigmoidCrossEntropy()', "[mae(), kappa({ weights: 'quadratic' }), accuracy()]"),
});

/** Options of {@link ordinal}: the classes must be given. */
export type OrdinalOptions = OptionsOf<typeof ordinalOptions> &
  Required<Pick<OptionsOf<typeof ordinalOptions>, 'classes'>>;

/**
 * A task that predicts one of several classes that have an order, such as grades (CORAL). For K classes its head gives K − 1 logits, which share
 * their weights and differ in their biases:
 *
 *     P(y > k) = σ(w · x + b_k)        ŷ = Σ_k [P(y > k) > ½]        P(y = k) = P(y > k − 1) − P(y > k)        k = 0 … K − 2
 *
 * Labels are the index of the class, from 0. The loss is one of labels, on the K − 1 answers to "is it above class k?": their mean, where the
 * paper has their sum. Training puts the biases in order; where they are not yet, a logit counts as the smallest up to it, so that no
 * probability is negative. `mae` and `rmse` are in classes.
 *
 * @example
 * ordinal({ classes: ['poor', 'fair', 'good', 'excellent'] });
 *
 * @param options - The names or the number of the classes, the loss and the metrics.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 * @see W. Cao, V. Mirjalili, S. Raschka. Rank consistent ordinal regression for neural networks with application to age estimation. Pattern
 *   Recognition Letters 2020. https://arxiv.org/abs/1901.07884
 */
export function ordinal(options: OrdinalOptions): TaskKind<ClassPrediction> {
  const name = ordinalOptions.owner;
  const {
    classes,
    loss = sigmoidCrossEntropy(),
    metrics = [mae(), kappa({ weights: 'quadratic' }), accuracy()],
  } = ordinalOptions.read(options);
  const names = namesOf(classes);
  const levels = names.length - 1;
  const row = ({ outputs }: Scored, index: number): Float32Array =>
    outputs.subarray(index * levels, (index + 1) * levels);
  const decided = (scored: Scored): Int32Array =>
    Int32Array.from(scored.labels, (_, index) => decisionOf(row(scored, index)));
  return checkedKind({
    name,
    config: kindConfig(name, { classes }, loss, metrics),
    outputs: { shape: [levels], dtype: 'float32' },
    labels: { shape: [], dtype: 'int32' },
    names,
    ordered: true,
    target: { form: 'labels', count: levels },
    head: levelsHead(levels),
    loss: byLevel(loss),
    metrics,
    checkLabel: (values) =>
      Array.from(values).every((value) => Number.isInteger(value) && value >= 0 && value <= levels)
        ? undefined
        : `a whole number from 0 to ${levels}`,
    decode(outputs) {
      const logits = Array.from({ length: levels }, (_, level) => outputs[level] ?? Number.NaN);
      const probabilities = probabilitiesOf(logits);
      return {
        class: names[decisionOf(logits)] ?? '',
        probabilities: byName(names, (index) => probabilities[index] ?? Number.NaN),
      };
    },
    decoded: {
      class: { texts: names, call: (logits) => sum(cast(greater(concat(inOrder(logits, levels), 1), 0), 'int32'), 1) },
      probabilities: { call: (logits) => differences(inOrder(logits, levels)) },
    },
    decisions: (scored) => ({ decided: decided(scored), truth: Int32Array.from(scored.labels), classes: names.length }),
    probabilities: (scored) => ({
      values: Float64Array.from(Array.from(scored.labels, (_, index) => probabilitiesOf(row(scored, index))).flat()),
      truth: Int32Array.from(scored.labels),
      columns: names.length,
      exclusive: true,
    }),
    numbers: (scored) => [{ outputs: Float64Array.from(decided(scored)), labels: Float64Array.from(scored.labels) }],
  });
}

/** One direction for all levels, and a bias for each; they begin in order, from 1 down. */
function levelsHead(levels: number): Layer {
  return defineLayer({
    name: 'ordinalLevels',
    options: { levels },
    build(input, scope) {
      const width = sizeOf(input);
      const kernel = scope.weight('kernel', [width, 1], uniform(width));
      const bias = scope.weight('bias', [levels], () =>
        Float32Array.from({ length: levels }, (_, k) => 1 - k / levels),
      );
      const call: ReturnType<Layer['build']>['call'] = (x, run) =>
        add(matMul(reshape(x, [-1, width]), run.weight(kernel)), run.weight(bias));
      return { shape: [levels], call };
    },
  });
}

/** A loss of yes-or-no labels on the answers to "is it above class k?". */
function byLevel(loss: Loss): Loss {
  const answers = (labels: Tensor, levels: number): Tensor =>
    cast(greater(reshape(cast(labels, 'float32'), [-1, 1]), tensor1d([...range(levels)])), 'float32');
  const { name, form, config } = loss;
  const weight = loss.weight?.bind(loss);
  return {
    name,
    form,
    config,
    misfit: (target) => loss.misfit?.(target),
    call: (outputs, labels) => loss.call(outputs, answers(labels, outputs.shape.at(-1) ?? 0)),
    ...(weight && { weight: (labels: Tensor) => weight(answers(labels, 1)) }),
    ...(loss.fitted && {
      fitted: (training: ArrayLike<number>, target: Target) =>
        byLevel(loss.fitted?.(answered(training, target), target) ?? loss),
    }),
    ...(loss.constant && {
      constant: (training: ArrayLike<number>, measured: ArrayLike<number>, target: Target) =>
        loss.constant?.(answered(training, target), answered(measured, target), target) ?? Number.NaN,
    }),
  };
}

function answered(labels: ArrayLike<number>, { count }: Target): readonly number[] {
  return Array.from(labels).flatMap((label) => range(count).map((level) => Number(label > level)));
}

function decisionOf(logits: ArrayLike<number>): number {
  const first = Array.from(logits).findIndex((logit) => !(logit > 0));
  return first < 0 ? logits.length : first;
}

function probabilitiesOf(logits: ArrayLike<number>): readonly number[] {
  let above = 1;
  const classes = Array.from(logits, (logit) => {
    const next = Math.min(above, sigmoid(logit));
    const probability = above - next;
    above = next;
    return probability;
  });
  return [...classes, above];
}

/** The logits of each level, none above the one before: examples × 1 each. */
function inOrder(logits: Tensor, levels: number): Tensor[] {
  const ordered: Tensor[] = [];
  for (const level of range(levels)) {
    const own = slice(logits, [0, level], [-1, 1]);
    const before = ordered.at(-1);
    ordered.push(before ? minimum(before, own) : own);
  }
  return ordered;
}

function differences(logits: readonly Tensor[]): Tensor {
  const above = logits.map((logit) => toProbability(logit));
  return concat([...above.map((next, level) => sub(above[level - 1] ?? 1, next)), ...above.slice(-1)], 1);
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
