import {
  type AnyBalancer,
  type Balancer,
  checkKnownOptions,
  type GradientStats,
  InvalidOptionError,
  isBalancer,
} from '@equipoise/core';

import { clipped } from './clipped.ts';
import { measuringGramian } from './measured.ts';
import { asPart, type Part } from './part.ts';
import { periodic } from './periodic.ts';
import { smoothed } from './smoothed.ts';
import { type Transform, transformed } from './transformed.ts';
import { weighted } from './weighted.ts';

/** The parts of a {@link pipeline}, in the order in which they work; each may be left out. */
export interface PipelineOptions {
  /** What is done to every loss before it is weighed. */
  readonly transform?: Transform;
  /** The strategy that weighs the losses; it may be a bilevel one. */
  readonly weighting?: AnyBalancer;
  /** The strategy that aggregates the gradients of the weighted losses: one that looks at the Gramian. */
  readonly aggregation?: AnyBalancer;
  /**
   * a, from 0 to below 1: decay of the moving average of the aggregation's weights. Without an aggregation, of the weighting's.
   *
   * @defaultValue nothing is smoothed
   */
  readonly smoothing?: number;
  /**
   * R, at least 1: the aggregation's weights are computed every R batches, and kept in between. Without an aggregation, the
   * weighting's.
   *
   * @defaultValue 1
   */
  readonly period?: number;
  /**
   * The largest norm of the update of the shared parameters, above 0.
   *
   * @defaultValue as long as it is
   */
  readonly clip?: number;
}

/**
 * Composes a strategy from parts.
 *
 *     l̃ᵢ = t(lᵢ)                          transform: the logarithm, or the loss over its first value
 *     vᵢ = weighting(l̃)                   the weight of each loss
 *     aᵢ = aggregation(vᵢl̃ᵢ, G̃)          G̃: the Gramian of the gradients of vᵢl̃ᵢ
 *     aᵢ ← smoothed, and kept for R batches
 *     wᵢ = t′(lᵢ)·vᵢ·aᵢ                   scaled down if the norm of the update exceeds `clip`
 *
 * The weights apply to the original losses. As with any strategy, the head policy of `fit` says whether they apply to the heads. A
 * bilevel weighting allows no transform: its look-ahead steps use the original losses.
 *
 * @example
 * const balancer = pipeline({ transform: 'log', weighting: uncertainty(), aggregation: cagrad({ c: 0.4 }), clip: 1 });
 *
 * @param options - The parts.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no part that gives weights, or a part cannot be used in its place.
 */
export function pipeline(options: PipelineOptions): Balancer<unknown, GradientStats> {
  checkKnownOptions<PipelineOptions>('pipeline', options, {
    transform: true,
    weighting: true,
    aggregation: true,
    smoothing: true,
    period: true,
    clip: true,
  });
  checkStrategies(options);
  const { transform, weighting, aggregation, smoothing, period, clip } = options;
  const owner = nameOf(options);
  checkParts(owner, options);
  const hold = (part: Part): Part => {
    const calm = smoothing === undefined ? part : smoothed(owner, part, smoothing);
    return period === undefined ? calm : periodic(owner, calm, period);
  };
  const first = weighting && asPart(weighting);
  const second = aggregation && hold(asPart(aggregation));
  const chain = first && second ? weighted(owner, first, second) : (second ?? (first && hold(first)) ?? even(owner));
  const onLosses = transform === undefined ? chain : transformed(owner, chain, transform);
  const whole = clip === undefined ? onLosses : clipped(owner, onLosses, clip);
  const measured = weighting?.gradientTransform;
  const prepare = async (): Promise<void> => {
    await weighting?.prepare?.();
    await aggregation?.prepare?.();
  };
  return { ...whole, name: owner, prepare, ...(measured && { gradientTransform: measuringGramian(owner, measured) }) };
}

/** Weighs every loss 1, where a transform or a limit is all there is. */
function even(owner: string): Part {
  return {
    name: owner,
    needs: 'nothing',
    init: () => null,
    weigh: ({ losses }, state) => ({ weights: losses.map(() => 1), state }),
  };
}

/** The parts as a command line names them. */
function nameOf({ transform, weighting, aggregation, smoothing, period, clip }: PipelineOptions): string {
  const numbers = Object.entries({ smoothing, period, clip }).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${value}`,
  );
  return [transform, weighting?.name, aggregation?.name, ...numbers].filter((part) => part !== undefined).join('+');
}

/** A name, or a strategy that was not made, in the place of a strategy. */
function checkStrategies({ weighting, aggregation }: PipelineOptions): void {
  for (const [option, part] of Object.entries({ weighting, aggregation })) {
    if (part === undefined || isBalancer(part)) continue;
    throw new InvalidOptionError('pipeline', option, 'a strategy, as strategies.equal() makes it', part);
  }
}

function checkParts(owner: string, { transform, weighting, aggregation, smoothing, period }: PipelineOptions): void {
  if (aggregation && (aggregation.needs !== 'gramian' || aggregation.afterStep)) {
    throw new InvalidOptionError(owner, 'aggregation', 'a strategy that looks at the Gramian only', aggregation.name);
  }
  if (weighting?.needs === 'jacobian') {
    throw new InvalidOptionError(owner, 'weighting', 'a strategy that answers weights only', weighting.name);
  }
  if (weighting?.gradientTransform && transform !== undefined) {
    throw new InvalidOptionError(owner, 'transform', 'left out with a bilevel weighting', transform);
  }
  if (owner === '') throw new InvalidOptionError('pipeline', 'options', 'at least one part', {});
  if (!weighting && !aggregation && (smoothing ?? period) !== undefined) {
    throw new InvalidOptionError(
      owner,
      'weighting',
      'given, or an aggregation, for there to be weights to keep',
      weighting,
    );
  }
}
