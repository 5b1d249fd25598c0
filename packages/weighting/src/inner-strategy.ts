import { type Balancer, type GradientStats, isBalancer, part, type PartFacts } from '@equipoise/core';

import { alignedMtl } from './strategies/aligned-mtl.ts';
import { cagrad } from './strategies/cagrad.ts';
import { cdtt } from './strategies/cdtt.ts';
import { config } from './strategies/config.ts';
import { dualproj } from './strategies/dualproj.ts';
import { edm } from './strategies/edm.ts';
import { fairgrad } from './strategies/fairgrad.ts';
import { gradvac } from './strategies/gradvac.ts';
import { imtlG } from './strategies/imtl-g.ts';
import { krum } from './strategies/krum.ts';
import { mgda } from './strategies/mgda.ts';
import { nashMtl } from './strategies/nash-mtl.ts';
import { pcgrad } from './strategies/pcgrad.ts';
import { upgrad } from './strategies/upgrad.ts';

const inners = {
  'aligned-mtl': alignedMtl,
  cagrad,
  cdtt,
  config,
  dualproj,
  edm,
  fairgrad,
  gradvac,
  'imtl-g': imtlG,
  krum,
  mgda,
  'nash-mtl': nashMtl,
  pcgrad,
  upgrad,
} as const satisfies Record<string, () => InnerStrategy>;

/** A strategy inside another one. */
export type InnerStrategy = Balancer<unknown, GradientStats>;

/** The name of a strategy that can be inside another one, with its defaults. */
export type InnerName = keyof typeof inners;

/**
 * Declares the option with the inner strategy.
 *
 * @param meaning - What it does there.
 */
export function innerOption(
  meaning: string,
): ReturnType<
  typeof part<InnerName | InnerStrategy, PartFacts<InnerName | InnerStrategy> & { readonly default: 'mgda' }>
> {
  return part(isInner, {
    default: 'mgda',
    meaning,
    range: 'a strategy that needs the Gramian',
    expected: `a strategy that needs the Gramian, or one of ${Object.keys(inners).join(', ')}`,
  });
}

function isInner(inner: unknown): inner is InnerName | InnerStrategy {
  return typeof inner === 'string' ? Object.hasOwn(inners, inner) : isBalancer(inner) && inner.needs === 'gramian';
}

/**
 * The inner strategy of another one.
 *
 * @param inner - Its name, or the strategy itself.
 */
export function innerStrategy(inner: InnerName | InnerStrategy): InnerStrategy {
  return typeof inner === 'string' ? inners[inner]() : inner;
}
