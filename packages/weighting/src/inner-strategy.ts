import { type Balancer, type GradientStats, InvalidOptionError } from '@equipoise/core';

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
 * The inner strategy of another one.
 *
 * @param owner - The outer strategy.
 * @param inner - Its name, or the strategy itself.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such strategy, or it does not need the Gramian.
 */
export function innerStrategy(owner: string, inner: InnerName | InnerStrategy): InnerStrategy {
  if (typeof inner === 'object' && inner.needs === 'gramian') return inner;
  if (typeof inner === 'string' && Object.hasOwn(inners, inner)) return inners[inner]();
  const expected = `a strategy that needs the Gramian, or one of ${Object.keys(inners).join(', ')}`;
  throw new InvalidOptionError(owner, 'inner', expected, typeof inner === 'object' ? inner.name : inner);
}
