import {
  add,
  logSoftmax,
  mean,
  mul,
  neg,
  reshape,
  sigmoid,
  slice,
  softmax,
  softplus,
  squeeze,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import type { Loss } from '../losses/loss.ts';
import { sizeOf } from '../size-of.ts';
import type { TaskKind } from '../tasks/task-kind.ts';
import { hardPart, type TaughtLabels } from './taught-labels.ts';

/** How much a student listens to its teachers. */
export interface Teaching {
  /** T, above 0: what logits are divided by, the teacher's and the student's. */
  readonly temperature: number;
  /** α, from 0 to 1: the share of the teacher in the loss; of examples without a label it is all. */
  readonly share: number;
}

type SoftLoss = (outputs: Tensor, taught: Tensor, temperature: number) => Tensor1D;

/** The loss towards a teacher by the form of what is predicted: {@link Target.form}. */
const softLosses: Readonly<Record<string, SoftLoss>> = {
  classes: (outputs, taught, temperature) => {
    const logs = logSoftmax(mul(outputs, 1 / temperature));
    return mul(neg<Tensor1D>(sum(mul(softmax(mul(taught, 1 / temperature)), logs), 1)), temperature ** 2);
  },
  labels: (outputs, taught, temperature) => {
    const [own, theirs] = [mul(outputs, 1 / temperature), mul(taught, 1 / temperature)];
    return mul(mean<Tensor1D>(sub(softplus(own), mul(own, sigmoid(theirs))), 1), temperature ** 2);
  },
};

/**
 * The loss of a student, whose labels are {@link TaughtLabels}: Hinton's for classes, and the task's own towards the number that the teacher says for numbers.
 *
 *     ℓ = (1 − a) ℓ_hard + a ℓ_soft        a = α where there is a label, 1 where there is none
 *     classes:  ℓ_soft = −T² Σ_k softmax(z/T)_k log softmax(x/T)_k
 *     labels:   ℓ_soft = T² mean_l( softplus(x/T) − x/T σ(z/T) )
 *     numbers:  ℓ_soft = ℓ_hard(x, z)
 *
 * x are the outputs of the student and z those of the teacher. T² keeps the gradients of the soft part as large as T grows.
 *
 * @param kind - What the task predicts.
 * @param layout - How labels lie.
 * @param teaching - Temperature and share.
 * @throws {@link InvalidOptionError} for a kind whose outputs are neither logits of classes or labels nor one number for each target.
 * @see G. Hinton, O. Vinyals, J. Dean. Distilling the Knowledge in a Neural Network. NIPS Deep Learning Workshop 2014. https://arxiv.org/abs/1503.02531
 */
export function taughtLoss(kind: TaskKind, layout: TaughtLabels, teaching: Teaching): Loss {
  const { loss: own, target } = kind;
  const numbers: SoftLoss | undefined =
    target.form === 'numbers' && (own.outputsPerTarget ?? 1) === 1
      ? (outputs, taught) => own.call(outputs, taught)
      : undefined;
  const soft = kind.outputs.shape.length === 1 ? (softLosses[target.form] ?? numbers) : undefined;
  if (!soft) {
    const expected = 'a kind with logits of classes or labels, or with one number for each target';
    throw new InvalidOptionError('fitFromTeachers', 'kind', expected, kind.name);
  }
  const { hard, outputs: width } = layout;
  return {
    name: own.name,
    form: own.form,
    config: { kind: 'loss', name: 'taught', options: { loss: own.config, ...teaching } },
    call(outputs, labels) {
      const part = (from: number, size: number): Tensor => slice(labels, [0, from], [-1, size]);
      const truth = reshape(part(0, hard), [-1, ...kind.labels.shape]);
      const known = squeeze<Tensor1D>(part(hard, 1), [1]);
      const weight = own.weight?.(truth);
      const ofTruth = own.call(outputs, truth);
      const toTeacher = soft(outputs, part(hard + 1, width), teaching.temperature);
      const trust = mul<Tensor1D>(known, 1 - teaching.share);
      const hardPart = mul(trust, weight ? mul(weight, ofTruth) : ofTruth);
      return add(hardPart, mul(sub(1, trust), toTeacher));
    },
    ...(own.constant && {
      constant: (training, measured) => {
        const known = [training, measured].map((labels) => hardPart(labels, layout).values);
        return known.every(({ length }) => length > 0)
          ? (own.constant?.(known[0] ?? [], known[1] ?? [], target) ?? 1)
          : 1;
      },
    }),
    ...(own.fitted && {
      fitted: (training) => {
        const { values } = hardPart(training, layout);
        const loss = values.length > 0 ? (own.fitted?.(values, target) ?? own) : own;
        return taughtLoss({ ...kind, loss }, layout, teaching);
      },
    }),
  };
}

/**
 * How the labels of a kind lie beside the outputs of a teacher.
 *
 * @param kind - What the task predicts.
 */
export function layoutOf(kind: TaskKind): TaughtLabels {
  return { hard: sizeOf(kind.labels), outputs: sizeOf(kind.outputs) };
}
