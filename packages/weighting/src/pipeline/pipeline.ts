import {
  type AnyBalancer,
  choice,
  integer,
  InvalidOptionError,
  isBalancer,
  number,
  type OptionsOf,
  optionsSchema,
  part,
  type PartFacts,
} from '@equipoise/core';

import { configOf } from '../config-of.ts';
import { clipped } from './clipped.ts';
import { measuringGramian } from './measured.ts';
import { asPart, type Part } from './part.ts';
import { periodic } from './periodic.ts';
import { smoothed } from './smoothed.ts';
import { transformed, transforms } from './transformed.ts';
import { weighted } from './weighted.ts';

/** The parts of a {@link pipeline}, in the order in which they work; each may be left out. */
export const pipelineOptions = optionsSchema('pipeline', {
  /** What is done to every loss before it is weighed. */
  transform: choice(transforms, { otherwise: 'nothing', meaning: 'what is done to every loss before it is weighed' }),
  /** The strategy that weighs the losses; it may be a bilevel one. */
  weighting: strategyOption('the strategy that weighs the losses'),
  /** The strategy that aggregates the gradients of the weighted losses: one that needs the Gramian. */
  aggregation: strategyOption('the strategy that aggregates the gradients of the weighted losses'),
  /** a: decay of the moving average of the aggregation's weights. Without an aggregation, of the weighting's. */
  smoothing: number({
    otherwise: 'nothing is smoothed',
    min: 0,
    below: 1,
    meaning: 'a, decay of the moving average of the weights',
    search: [0, 0.99],
  }),
  /** R: the weights of the aggregation, or without one those of the weighting, are computed every R batches and kept in between. */
  period: integer({
    otherwise: 'every batch',
    min: 1,
    meaning: 'R, batches between computations of the weights',
    scale: 'log',
    search: [1, 64],
  }),
  /** The largest norm of the update of the shared parameters. */
  clip: number({
    otherwise: 'as long as it is',
    above: 0,
    meaning: 'the largest norm of the update of the shared parameters',
    scale: 'log',
    search: [0.1, 100],
  }),
});

/** The parts of a {@link pipeline}. */
export type PipelineOptions = OptionsOf<typeof pipelineOptions>;

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
export function pipeline(options: PipelineOptions): AnyBalancer {
  const { transform, weighting, aggregation, smoothing, period, clip } = pipelineOptions.read(options);
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
  const made = {
    ...whole,
    name: owner,
    config: configOf(pipelineOptions, options),
    headPolicy: aggregation ? 'unweighted' : (weighting?.headPolicy ?? 'weighted'),
    prepare,
    ...(measured && { gradientTransform: measuringGramian(owner, measured) }),
  };
  return made as AnyBalancer; // What its parts read is what they need, which a run checks.
}

/** Weighs every loss 1, where a transform or a limit is all there is. */
function even(owner: string): Part {
  return {
    name: owner,
    needs: 'losses',
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

/** Declares a part that is a strategy; a name, or a strategy that was not made, is none. */
function strategyOption(meaning: string): ReturnType<typeof part<AnyBalancer, PartFacts<AnyBalancer>>> {
  return part(isBalancer, { meaning, range: 'a strategy', expected: 'a strategy, as strategies.equal() makes it' });
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
