import type { GradientStats, GradientTransform, PerTask, TransformBalancer } from '@equipoise/core';
import { mul, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { autoLambda, forum, mgda, parseStrategy, pipeline } from '../../src/index.ts';
import { linearBatch, tryTransform } from '../../src/testing.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { combination, weightsFor } from '../support/gradients.ts';
import { close, textbook } from '../support/textbook.ts';

interface Measured extends GradientStats {
  /** What the gradient transform measured: twice the losses on the held-out batch. */
  readonly held: PerTask;
}

/** A weighting that looks at a held-out batch: a task weighs twice its loss there, over ten. */
function heldOut(transform: Partial<GradientTransform> = {}): TransformBalancer<null, Measured> {
  return {
    name: 'held-out',
    needs: 'batches',
    gradientTransform: {
      batchesPerStep: 2,
      apply({ extraBatches, weigh }) {
        const [held] = extraBatches;
        weigh({ held: mul(held ? held.losses() : [], 2) });
        return {};
      },
      ...transform,
    },
    init: () => null,
    weigh: ({ held }, state) => ({ weights: held.map((loss) => loss / 10), state }),
  };
}

describeBalancer(
  () => pipeline({ weighting: autoLambda(), aggregation: mgda(), clip: 1 }),
  ['answers no negative weight'],
);

const trial = {
  taskCount: 2,
  parameters: [0, 0, 0],
  batches: () => [linearBatch([1, 1], textbook), linearBatch([5, 10], textbook)],
};

describe('a pipeline with a bilevel weighting', () => {
  it('aggregates the gradients of losses weighted by a held-out batch', () => {
    // v = 2·[5, 10] / 10 = [1, 2], as with fixed weights.
    const whole = pipeline({ weighting: heldOut(), aggregation: mgda() });
    const { answer, direction } = tryTransform(whole, trial);
    const doubled = textbook.map((row, task) => row.map((entry) => (task + 1) * entry));
    const expected = weightsFor(mgda(), doubled).map((weight, task) => (task + 1) * weight);
    expect(answer.weights).toEqual(close(expected, 6));
    expect(direction).toEqual(close(combination(textbook, expected), 5));
    expect([whole.name, whole.needs, whole.gradientTransform?.batchesPerStep]).toEqual(['held-out+mgda', 'batches', 2]);
  });

  it('clips the update, and keeps the weights for a period', () => {
    const clipped = tryTransform(pipeline({ weighting: heldOut(), clip: 0.5 }), trial);
    expect(Math.hypot(...clipped.direction)).toBeCloseTo(0.5, 6);
    const kept = pipeline({ weighting: heldOut(), aggregation: mgda(), period: 2 });
    const first = tryTransform(kept, trial);
    const second = tryTransform(kept, { ...trial, batches: () => [linearBatch([1, 1], [[1, 0, 0], [0, 1, 0]]), linearBatch([5, 10], textbook)] }, first.memory); // prettier-ignore
    expect(second.answer.weights).toEqual(close([...first.answer.weights], 6));
  });

  it('rejects a weighting with its own direction, and a transform', () => {
    const wayward = heldOut({
      apply({ extraBatches, weigh }) {
        const [held] = extraBatches;
        weigh({ held: held ? held.losses() : tensor1d([]) });
        return { direction: tensor1d([1, 2, 3]) };
      },
    });
    expect(() => tryTransform(pipeline({ weighting: wayward, aggregation: mgda() }), trial)).toThrow(
      'held-out+mgda: option `weighting` must be a strategy that answers weights only',
    );
    expect(() => tryTransform(pipeline({ weighting: forum(), aggregation: mgda() }), trial)).toThrow(
      'forum+mgda: option',
    );
    expect(() => pipeline({ transform: 'log', weighting: heldOut(), aggregation: mgda() })).toThrow(
      'option `transform` must be left out with a bilevel weighting, received "log".',
    );
  });

  it('is Auto-λ + MGDA with these parts', () => {
    // λ = [λ₁, λ₂] of Auto-λ alone; w = λ·a with a the weights of MGDA for the gradients λᵢgᵢ.
    const lambdas = tryTransform(autoLambda({ learningRate: 0.05 }), trial).answer.weights;
    const whole = pipeline({ weighting: autoLambda({ learningRate: 0.05 }), aggregation: mgda() });
    const scaledRows = textbook.map((row, task) => row.map((entry) => (lambdas[task] ?? 0) * entry));
    const expected = weightsFor(mgda(), scaledRows).map((weight, task) => (lambdas[task] ?? 0) * weight);
    expect(new Set(lambdas).size).toBe(2);
    expect(tryTransform(whole, trial).answer.weights).toEqual(close(expected, 6));
    expect(parseStrategy('auto-lambda(learningRate=0.05)+mgda').name).toBe(whole.name);
  });
});
