import {
  type GradientStats,
  type TransformBalancer,
  type TransformResult,
  type TransformStep,
  number,
  optionsSchema,
  type OptionsOf,
  type CompleteOptionsOf,
} from '@equipoise/core';
import {
  add,
  concat,
  cos,
  log,
  mul,
  norm,
  sign,
  split,
  sqrt,
  stack,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  tensor1d,
  type Tensor2D,
  zerosLike,
} from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { readGradients } from '../gramian-rule.ts';
import { innerOption, innerStrategy } from '../inner-strategy.ts';
import { products, unit, weightedSum } from '../math/rows.ts';
import { forwardHooks } from '../pipeline/part.ts';
import { presentTasks } from '../present.ts';

/** State of {@link samo}. */
export interface SamoState {
  /** How many tasks the run has. */
  readonly taskCount: number;
  /** The state of the inner strategy. */
  readonly inner: unknown;
}

/** Options of {@link samo}. */
export const samoOptions = optionsSchema('samo', {
  /** The strategy that combines the gradients: its name, or the strategy itself. */
  inner: innerOption('the strategy that combines the gradients'),
  /** ρ, above 0: how far the parameters are moved for a gradient. */
  rho: number({
    default: 0.001,
    above: 0,
    meaning: 'ρ, length of the perturbation',
    scale: 'log',
    search: [1e-4, 0.5],
  }),
  /** β, from 0 to 1: how much of a perturbation is the task's own; the rest is that of the mean loss. */
  beta: number({ default: 0.5, min: 0, max: 1, meaning: 'β, share of the task’s own gradient in the perturbation' }),
  /** μ, above 0: how far the losses are compared to estimate the task's own gradient. */
  mu: number({ default: 0.01, above: 0, meaning: 'μ, step of the estimates', scale: 'log', search: [1e-3, 0.1] }),
});

/** Options of {@link samo}. */
export type SamoOptions = OptionsOf<typeof samoOptions>;

/**
 * Sharpness-aware multi-task optimisation: combines gradients that are taken a short way up each loss, so that all lead to flat places,
 * where tasks conflict less. A wrapper around another strategy.
 *
 *     d = Σᵢ wᵢ∇Lᵢ(θ + ρ·mᵢ/|mᵢ|)     mᵢ = (1 − β)·g₀ + β·ĝᵢ for each tensor     w the weights of the inner strategy
 *     ĝᵢ = |g₀| · sign(Lᵢ(θ + μzᵢ) − Lᵢ(θ − μzᵢ)) · zᵢ/|zᵢ| for each tensor
 *
 * g₀ is the gradient of the mean loss, and zᵢ standard normal numbers of each task and step: two forward passes estimate a task's gradient,
 * which is made as long in each tensor as g₀. Where g₀ is 0 nothing is moved.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see H. Ban, G. R. Subramani, K. Ji. SAMO: A Lightweight Sharpness-Aware Approach for Multi-Task Optimization with Joint Global-Local
 *   Perturbation. ICCV 2025. https://arxiv.org/abs/2507.07883
 */
export function samo(options: SamoOptions = {}): TransformBalancer<SamoState, GradientStats> {
  const owner = 'samo';
  const { inner, rho, beta, mu } = samoOptions.read(options);
  const strategy = innerStrategy(inner);
  return {
    name: owner,
    config: configOf(samoOptions, { ...options, inner: strategy }),
    headPolicy: strategy.headPolicy ?? 'weighted',
    ...(strategy.holdsPriorities && { holdsPriorities: true }),
    needs: 'jacobian',
    gradientTransform: { apply: (step) => flat(step, { rho, beta, mu }) },
    init: (taskCount, settings) => ({ taskCount, inner: strategy.init(taskCount, settings) }),
    weigh(stats, state) {
      readGradients(owner, stats, presentTasks(stats, state.taskCount)); // Names this strategy where a number is not finite.
      const answer = strategy.weigh(stats, state.inner);
      return { ...answer, state: { ...state, inner: answer.state } };
    },
    ...forwardHooks(strategy),
  };
}

type Distances = Omit<CompleteOptionsOf<typeof samoOptions>, 'inner'>;

function flat(step: TransformStep, distances: Distances): TransformResult {
  const { batch, present, parameters, weigh } = step;
  const mean = inTensors(step, batch.gradient(present, { over: 'all' })); // Of the sum: only its direction counts.
  const rows = Array.from({ length: present.size }, (_, task) => {
    const alone = tensor1d(Array.from({ length: present.size }, (__, other) => Number(other === task)));
    return batch.gradient(alone, { at: add<Tensor1D>(parameters, perturbation(step, mean, alone, distances)) });
  });
  const jacobian = stack(rows) as Tensor2D;
  return { direction: weightedSum(weigh({ gramian: products(jacobian) }).weights, jacobian) };
}

/** How the parameters are moved for the gradient of one task. */
function perturbation(
  step: TransformStep,
  mean: readonly Tensor1D[],
  alone: Tensor1D,
  { rho, beta, mu }: Distances,
): Tensor {
  const { batch, parameters } = step;
  const noise = inTensors(step, normal(step));
  const probe = mul(sharedOnly(step, noise), mu);
  const lossAt = (at: Tensor1D): Tensor => sum(mul(batch.losses(at), alone));
  const rise = sign(sub(lossAt(add(parameters, probe)), lossAt(sub(parameters, probe))));
  const mixed = noise.map((part, index) => {
    const global = mean[index] ?? part;
    return add<Tensor1D>(mul(global, 1 - beta), mul(unit(part), mul(rise, mul(norm(global), beta))));
  });
  return mul(unit(sharedOnly(step, mixed)), rho);
}

function inTensors({ tensors }: TransformStep, vector: Tensor1D): Tensor1D[] {
  return split(vector, tensors.map(({ size }) => size)); // prettier-ignore
}

/** The tensors in a row, those of heads 0. */
function sharedOnly({ tensors }: TransformStep, parts: readonly Tensor1D[]): Tensor1D {
  return concat(parts.map((part, index) => (tensors[index]?.shared ? part : zerosLike(part))));
}

/** Standard normal numbers, one for each parameter: by Box and Muller, of two uniform ones. */
function normal({ random, parameters: { size } }: TransformStep): Tensor1D {
  return mul(sqrt(mul(log(sub(1, random([size]))), -2)), cos(mul(random([size]), 2 * Math.PI)));
}

/** Card of {@link samo}, for the docs and the command line. */
export const samoCard: StrategyCard = {
  title: 'Sharpness-aware multi-task optimisation (SAMO)',
  summary: 'Combines gradients that are taken a short way up each loss, by another strategy: towards flat places.',
  formula:
    'd = Σᵢ wᵢ∇Lᵢ(θ + ρ·mᵢ/|mᵢ|), w by the inner strategy;  mᵢ = (1 − β)·g₀ + β·|g₀|·sign(Lᵢ(θ + μzᵢ) − Lᵢ(θ − μzᵢ))·zᵢ/|zᵢ| for each tensor',
  paper:
    'SAMO: A Lightweight Sharpness-Aware Approach for Multi-Task Optimization with Joint Global-Local Perturbation',
  authors: 'H. Ban, G. R. Subramani, K. Ji',
  venue: 'ICCV',
  year: 2025,
  link: 'https://arxiv.org/abs/2507.07883',
  needs: 'jacobian',
  headPolicy: 'unweighted',
  headsElsewhere: 'The authors train each head by its own gradient, at the moved parameters.',
  state: 'that of the inner strategy',
  backwardPasses: 'K + 1',
  invariances: [
    'Scaling a loss does not change how far its gradient is taken from θ.',
    'With ρ → 0 it equals the inner strategy.',
    'Guarantees of the inner strategy hold for the gradients at the moved parameters.',
  ],
  options: samoOptions,
  departures: [
    'Only the shared parameters are moved, and heads follow their gradient at θ; the authors also move each head, by ρ along its own gradient.',
    'Dropout is off away from θ, for the losses that are compared and for the gradients that are combined.',
    'The defaults of ρ and β are those of one of the authors’ experiments; the paper’s α is 1 − β. ASAM’s scaling by |θ|, off by default there, is left out.',
    'A step takes 3K forward passes besides.',
  ],
};
