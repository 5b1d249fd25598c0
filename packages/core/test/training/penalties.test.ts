import { mul, square, sum } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';

import { at } from '../../src/at.ts';
import type { AnyBalancer } from '../../src/balancer.ts';
import { defineLayer } from '../../src/layers/define-layer.ts';
import { dense } from '../../src/layers/dense.ts';
import { constant } from '../../src/layers/initializers.ts';
import type { Layer } from '../../src/layers/layer.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import type { StepRecord } from '../../src/training/history.ts';
import { Trainer } from '../../src/training/trainer.ts';
import { equal, inverseLoss, shortest } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { stepsOf } from '../support/steps.ts';
import { table } from '../support/tables.ts';
import { along } from '../support/transforms.ts';

const learningRate = 0.05;
const strength = 3;
const start = 0.5;

/** x · s, with a penalty of ½ strength ‖s‖². */
const scaled = (factor: number): Layer =>
  defineLayer({
    name: 'scaled',
    build({ shape }, scope) {
      const scale = scope.weight('scale', shape, constant(start));
      return {
        shape,
        call(x, run) {
          const value = run.weight(scale);
          if (factor > 0) run.penalize(mul(sum(square(value)), factor / 2));
          return mul(x, value);
        },
      };
    },
  });

/** One step, and the parameters after it. */
async function stepOf(balancer: AnyBalancer, factor: number): Promise<{ step: StepRecord; parameters: number[] }> {
  const trainer = await Trainer.create({
    ...{ dataset: table(), balancer, encoder: sequential([scaled(factor), dense({ units: 3 })]) },
    ...{ optimizer: sgd(), learningRate, batchSize: 40, epochs: 1, keep: 'last' },
  });
  const steps = await stepsOf(trainer);
  const parameters = [...trainer.model.weights.parameters];
  await trainer.dispose();
  return { step: at(steps, 0), parameters };
}

const transformed: AnyBalancer = {
  ...inverseLoss,
  name: 'transformed',
  needs: 'jacobian',
  gradientTransform: { apply: ({ batch, weigh }) => ({ direction: along(weigh().weights, batch.jacobian()) }) },
};

it.each([equal, inverseLoss, shortest, transformed])(
  'a penalty moves its weights beside what $name answers, which does not see it',
  async (balancer) => {
    const [without, penalised] = [await stepOf(balancer, 0), await stepOf(balancer, strength)];
    expect(penalised.step.losses).toEqual(without.step.losses);
    expect(penalised.step.weights).toEqual(without.step.weights);
    // SGD: the gradient of the penalty is strength · s, and s begins at ½ in four places.
    const expected = without.parameters.map((value, index) =>
      index < 4 ? value - learningRate * strength * start : value,
    );
    expectClose(penalised.parameters, expected, 1e-6);
  },
);
