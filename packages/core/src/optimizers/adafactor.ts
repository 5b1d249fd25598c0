import {
  add,
  concat,
  div,
  maximum,
  mean,
  minimum,
  mul,
  neg,
  reshape,
  split,
  sqrt,
  square,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';

import { at as entry } from '../at.ts';
import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { type OptionsOf, optionsSchema } from '../options/options-schema.ts';
import { sizeOf } from '../size-of.ts';
import { named } from './named.ts';
import type { Optimizer, WeightShapes } from './optimizer.ts';
import { smallest } from './smallest.ts';
import { decoupledDecay, withDecoupledDecay } from './weight-decay.ts';

/** The options of {@link adafactor}. */
export const adafactorOptions = optionsSchema('adafactor', {
  decayExponent: number({
    default: 0.8,
    above: 0,
    max: 1,
    meaning: 'c, of the share 1 − t⁻ᶜ of the averages that is kept',
  }),
  epsilon1: number({ default: 1e-30, min: 1e-30, scale: 'log', meaning: 'ε₁, added to squared gradients' }),
  epsilon2: number({ default: 1e-3, above: 0, scale: 'log', meaning: 'ε₂, the least root mean square of a weight' }),
  clip: number({ default: 1, above: 0, meaning: 'd, the greatest root mean square of an update before it is scaled' }),
  weightDecay: decoupledDecay(0),
});

/** A weight as a matrix: its last axis in columns, all others in rows; undefined for a vector. */
function matrixOf(shape: readonly number[]): readonly [rows: number, columns: number] | undefined {
  const columns = shape.at(-1) ?? 1;
  const rows = sizeOf({ shape: shape.slice(0, -1) });
  return shape.length > 1 && rows > 1 && columns > 1 ? [rows, columns] : undefined;
}

/** How many numbers are kept of the squared gradients of a weight. */
function keptOf(shape: readonly number[]): number {
  const [rows, columns] = matrixOf(shape) ?? [sizeOf({ shape }), 0];
  return rows + columns;
}

const slots = { squares: (shapes: WeightShapes) => shapes.reduce((total, shape) => total + keptOf(shape), 0) };

/**
 * Adafactor: of the squared gradients of an n × m matrix it keeps n + m means, in place of Adam's 2nm numbers. The update of a weight is
 * relative to the size of the weight. For each weight θ, of the gradient g, in step t, with β = 1 − t⁻ᶜ and ρ = min(η, 1/√t):
 *
 *     r ← β r + (1 − β) mean over columns of (g² + ε₁)          c likewise over rows;   V = r c / mean(r)
 *     u = g / √V;   u ← u / max(1, RMS(u) / d)
 *     θ ← θ − η λ θ − ρ max(ε₂, RMS(θ)) u
 *
 * A vector keeps V ← β V + (1 − β)(g² + ε₁). A weight of more axes is a matrix of its last axis and all others. There is no first moment.
 * The paper's ρ has η = 0.01: set `learningRate: 0.01`. As in `torch.optim.Adafactor`, η takes its place, and weight decay is decoupled.
 *
 * @param options - c, ε₁, ε₂, d and λ.
 * @throws {@link InvalidOptionError} for an option out of range, {@link UnknownOptionError} for one that does not exist.
 * @see N. Shazeer, M. Stern. Adafactor: Adaptive Learning Rates with Sublinear Memory Cost. ICML 2018. https://arxiv.org/abs/1804.04235
 */
export function adafactor(options: OptionsOf<typeof adafactorOptions> = {}): Optimizer {
  const read = adafactorOptions.read(options);
  const { decayExponent, epsilon1, epsilon2, clip, weightDecay } = read;
  const rms = (x: Tensor): Tensor => sqrt(mean(square(x)));
  return {
    config: configOf('optimizer', 'adafactor', read),
    weightDecay,
    slots,
    scalars: (step) => ({
      fresh: step ** -decayExponent,
      kept: 1 - step ** -decayExponent,
      greatestRate: 1 / Math.sqrt(step),
    }),
    update(gradient, state, at) {
      const [fresh, kept] = [named(at.scalars, 'fresh'), named(at.scalars, 'kept')];
      const blend = (before: Tensor, now: Tensor): Tensor => add(mul(before, kept), mul(now, fresh));
      const sizes = at.shapes.map((shape) => sizeOf({ shape }));
      const [gradients, weights] = [split(gradient, sizes), split(at.parameters, sizes)];
      const before = split(named(state, 'squares'), at.shapes.map(keptOf));
      const found = at.shapes.map((shape, index) => {
        const [g, held] = [entry(gradients, index), entry(before, index)];
        const squared = add(square(g), epsilon1);
        const { squares, variance } = secondMoment(squared, held, { matrix: matrixOf(shape), blend });
        const direction = div(g, sqrt(maximum(variance, smallest))); // A row and a column of ε₁ have a product of 0 in float32.
        const limited = div(direction, maximum(div(rms(direction), clip), 1));
        return { squares, step: mul(limited, maximum(rms(entry(weights, index)), epsilon2)) };
      });
      const rate = minimum(at.learningRate, named(at.scalars, 'greatestRate'));
      const direction = concat(found.map(({ step }) => reshape(step, [-1])));
      const update: Tensor1D = mul(neg(rate), direction);
      return {
        update: withDecoupledDecay(update, at),
        slots: { squares: concat(found.map(({ squares }) => squares)) },
      };
    },
  };
}

/** The averages of a weight's squared gradients after a step, and what they say of each of its numbers. */
function secondMoment(
  squared: Tensor,
  held: Tensor,
  {
    matrix,
    blend,
  }: {
    readonly matrix: readonly [number, number] | undefined;
    readonly blend: (before: Tensor, now: Tensor) => Tensor;
  },
): { readonly squares: Tensor1D; readonly variance: Tensor } {
  if (!matrix) {
    const variance = blend(held, squared) as Tensor1D;
    return { squares: variance, variance };
  }
  const [heldRows = held, heldColumns = held] = split(held, [...matrix]);
  const grid = reshape(squared, [...matrix]);
  const rows = blend(heldRows, mean(grid, 1));
  const columns = blend(heldColumns, mean(grid, 0));
  // The rows are divided first: a product of small rows and columns would be 0 in float32.
  const share = div(reshape(rows, [-1, 1]), mean(rows));
  return {
    squares: concat([rows as Tensor1D, columns as Tensor1D]),
    variance: reshape(mul(share, reshape(columns, [1, -1])), [-1]),
  };
}
