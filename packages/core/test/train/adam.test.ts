import { readFileSync } from 'node:fs';

import { compile, type Engine } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { Adam } from '../../src/train/adam.ts';

interface Run {
  learningRate: number;
  initial: number[];
  steps: { gradient: number[]; theta: number[] }[];
}

const { runs } = JSON.parse(readFileSync(new URL('../fixtures/adam.json', import.meta.url), 'utf8')) as { runs: Run[] };
const engines: Engine[] = ['native', 'wasm', 'eager'];
const cases = runs.flatMap((run) => engines.map((engine) => ({ ...run, engine })));

describe('Adam', () => {
  it.each(cases)("makes torch.optim.Adam's ten steps of $learningRate on the engine $engine", async (run) => {
    const parameters = tf.variable(tf.tensor1d(run.initial));
    const adam = new Adam(parameters.size, run.learningRate);
    const step = compile(
      (gradient: tf.Tensor, factors: tf.Tensor) => {
        adam.update(parameters, gradient, factors as tf.Tensor1D);
        return tf.scalar(0);
      },
      { engine: run.engine },
    );
    for (const [index, { gradient, theta }] of run.steps.entries()) {
      await step.onHost({ data: Float32Array.from(gradient), shape: [gradient.length] }, adam.factors(index + 1));
      step.sync();
      parameters.dataSync().forEach((value, place) => {
        expect(Math.abs(value - (theta[place] ?? NaN))).toBeLessThan(1e-6);
      });
    }
    await step.dispose();
    adam.dispose();
    parameters.dispose();
  });

  it('frees its tensors', () => {
    const before = tf.memory().numTensors;
    const adam = new Adam(100, 0.1);
    adam.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
