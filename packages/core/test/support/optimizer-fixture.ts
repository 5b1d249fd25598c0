import { readFileSync } from 'node:fs';

/** Parameters after a step. */
export interface StepFixture {
  step: number;
  theta: number[];
}

/** A limit of a gradient, and what it made of it. */
export interface ClipFixture {
  max: number;
  gradient: number[];
  clipped: number[];
}

/** What PyTorch's optimizers made of the same gradients; written by optimizers.py. */
export const optimizerFixture = JSON.parse(
  readFileSync(new URL('../fixtures/optimizers.json', import.meta.url), 'utf8'),
) as {
  initial: number[];
  gradients: number[][];
  decays: number[];
  runs: { name: string; options: Record<string, unknown>; learningRate: number; steps: StepFixture[] }[];
  wrapped: {
    accumulate: { every: number; learningRate: number; steps: StepFixture[] };
    accumulateClip: { every: number; norm: number; learningRate: number; steps: StepFixture[] };
    ema: { decay: number; learningRate: number; steps: StepFixture[] };
  };
  clipByNorm: ClipFixture[];
  clipByValue: ClipFixture[];
};
