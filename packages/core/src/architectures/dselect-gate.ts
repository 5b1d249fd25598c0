import {
  add,
  clipByValue,
  log,
  mean,
  mul,
  neg,
  reciprocal,
  reshape,
  softmax,
  split,
  sum,
  type Tensor,
  tensor3d,
} from '@tensorflow/tfjs-core';

import { affine } from '../layers/dense.ts';
import { uniform } from '../layers/initializers.ts';
import type { Run, Scope, TensorSpec } from '../layers/layer.ts';
import { buildRows, type Gate, mix } from './gate.ts';

/** What a gate selects. */
export interface Selection {
  /** How many experts there are; at least 2. */
  readonly experts: number;
  /** How many of them it selects at most. */
  readonly selected: number;
  /** γ, the width of the smooth step. */
  readonly gamma: number;
  /** λ, what the entropy of the selectors is multiplied by. */
  readonly entropy: number;
  /** Whether every example has a selection of its own. */
  readonly perExample: boolean;
}

/** What the code of the paper adds inside the logarithm. */
const epsilon = 1e-6;

/**
 * Declares a gate that selects: selectors s = 1 … k, each of which goes from all experts to one of them, and their shares.
 *
 *     g = Σ_s softmax(α)_s · r_s        (r_s)_e = Π_b S(z_sb) where bit b of e is 1, 1 − S(z_sb) where it is 0
 *     S(t) = 0 below −γ/2, 1 above γ/2, −2 t³/γ³ + 3 t/(2γ) + ½ between
 *
 * α and z are weights, or affine functions of the input. Training minimises λ Σ_s H(r_s) besides, the mean over the batch; where the number of experts is no
 * power of 2 also Σ_s 1 / Σ_e (r_s)_e, which keeps selectors away from codes without an expert.
 *
 * @param spec - What one example of the input is.
 * @param selection - What it selects.
 * @param scope - Where its weights are declared.
 */
export function buildDselectGate(spec: TensorSpec, selection: Selection, scope: Scope): Gate {
  const { experts, selected, gamma, entropy } = selection;
  const bits = Math.ceil(Math.log2(experts));
  const logits = buildLogits(spec, selection, bits, scope);
  const codes = Array.from({ length: bits }, (_, bit) =>
    Array.from({ length: experts }, (_, expert) => (expert >> (bits - 1 - bit)) & 1),
  );
  return (x, features, run) => {
    const { z, alpha } = logits(x, run);
    const steps = split(smoothStep(z, gamma), bits, 2); // Examples (or 1) × selectors × 1, for each bit.
    const selectors = steps
      .map((step, bit) => {
        const ones = codes[bit] ?? [];
        const sign = tensor3d(
          ones.map((one) => 2 * one - 1),
          [1, 1, experts],
        );
        const offset = tensor3d(
          ones.map((one) => 1 - one),
          [1, 1, experts],
        );
        return add<Tensor>(mul(step, sign), offset);
      })
      .reduce((product, factor) => mul(product, factor));
    if (entropy > 0) {
      const entropies = neg(sum(mul(selectors, log(add(selectors, epsilon))), [1, 2]));
      run.penalize(mul(mean(entropies), entropy));
    }
    if (experts < 2 ** bits) run.penalize(mean(sum(reciprocal(sum(selectors, 2)), 1)));
    return mix(features, sum(mul(selectors, reshape(softmax(alpha), [-1, selected, 1])), 1));
  };
}

/** The logits of bits (examples or 1 × selectors × bits) and of selectors (examples or 1 × selectors). */
type Logits = (x: Tensor, run: Run) => { readonly z: Tensor; readonly alpha: Tensor };

function buildLogits(spec: TensorSpec, { selected, gamma, perExample }: Selection, bits: number, scope: Scope): Logits {
  const small = uniform((100 / gamma) ** 2); // ±γ/100.
  if (!perExample) {
    const z = scope.weight('bits', [1, selected, bits], small, { decay: false });
    const alpha = scope.weight('selectors', [1, selected], uniform(400), { decay: false }); // ±0.05.
    return (_, run) => ({ z: run.weight(z), alpha: run.weight(alpha) });
  }
  const rows = buildRows(spec, scope);
  const z = affine(scope.child('bits'), rows.width, selected * bits, true, small);
  const alpha = affine(scope.child('selectors'), rows.width, selected, true, uniform(400));
  return (x, run) => {
    const row = rows.call(x, run);
    return { z: reshape(z(row, run), [-1, selected, bits]), alpha: alpha(row, run) };
  };
}

function smoothStep(z: Tensor, gamma: number): Tensor {
  const t = clipByValue(mul(z, 1 / gamma), -0.5, 0.5);
  return add(mul(t, add(mul(mul(t, t), -2), 1.5)), 0.5);
}
