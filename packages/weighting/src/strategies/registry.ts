import type { AnyBalancer } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { adatask, adataskCard } from './adatask.ts';
import { alignedMtl, alignedMtlCard } from './aligned-mtl.ts';
import { autoLambda, autoLambdaCard } from './auto-lambda.ts';
import { cagrad, cagradCard } from './cagrad.ts';
import { cdtt, cdttCard } from './cdtt.ts';
import { config, configCard } from './config.ts';
import { cosmos, cosmosCard } from './cosmos.ts';
import { covWeighting, covWeightingCard } from './cov-weighting.ts';
import { crMogm, crMogmCard } from './cr-mogm.ts';
import { dbMtl, dbMtlCard } from './db-mtl.ts';
import { dualproj, dualprojCard } from './dualproj.ts';
import { dwa, dwaCard } from './dwa.ts';
import { edm, edmCard } from './edm.ts';
import { equal, equalCard } from './equal.ts';
import { excessMtl, excessMtlCard } from './excess-mtl.ts';
import { fairgrad, fairgradCard } from './fairgrad.ts';
import { famo, famoCard } from './famo.ts';
import { fixed, fixedCard } from './fixed.ts';
import { forum, forumCard } from './forum.ts';
import { geometricMean, geometricMeanCard } from './geometric-mean.ts';
import { go4align, go4alignCard } from './go4align.ts';
import { graddrop, graddropCard } from './graddrop.ts';
import { gradnorm, gradnormCard } from './gradnorm.ts';
import { gradvac, gradvacCard } from './gradvac.ts';
import { groupDro, groupDroCard } from './group-dro.ts';
import { igb, igbCard } from './igb.ts';
import { imtlG, imtlGCard } from './imtl-g.ts';
import { imtlL, imtlLCard } from './imtl-l.ts';
import { krum, krumCard } from './krum.ts';
import { lbtw, lbtwCard } from './lbtw.ts';
import { ldc, ldcCard } from './ldc.ts';
import { mConfig, mConfigCard } from './m-config.ts';
import { metabalance, metabalanceCard } from './metabalance.ts';
import { mgda, mgdaCard } from './mgda.ts';
import { moco, mocoCard } from './moco.ts';
import { modo, modoCard } from './modo.ts';
import { moml, momlCard } from './moml.ts';
import { nashMtl, nashMtlCard } from './nash-mtl.ts';
import { pbi, pbiCard } from './pbi.ts';
import { pcgrad, pcgradCard } from './pcgrad.ts';
import { psmgd, psmgdCard } from './psmgd.ts';
import { rlw, rlwCard } from './rlw.ts';
import { scaleInvariant, scaleInvariantCard } from './scale-invariant.ts';
import { sdmgrad, sdmgradCard } from './sdmgrad.ts';
import { stch, stchCard } from './stch.ts';
import { tchebycheff, tchebycheffCard } from './tchebycheff.ts';
import { trimmedMean, trimmedMeanCard } from './trimmed-mean.ts';
import { uncertainty, uncertaintyCard } from './uncertainty.ts';
import { uncertaintySo, uncertaintySoCard } from './uncertainty-so.ts';
import { upgrad, upgradCard } from './upgrad.ts';

/**
 * Every strategy by its name, as the function that makes it; all options may be left out. The one list that the docs, the
 * tests and the benchmarks read.
 *
 * @example
 * const balancer = strategies.gradnorm({ alpha: 0.5 });
 */
export const strategies = {
  adatask,
  'aligned-mtl': alignedMtl,
  'auto-lambda': autoLambda,
  cagrad,
  cdtt,
  config,
  cosmos,
  'cov-weighting': covWeighting,
  'cr-mogm': crMogm,
  'db-mtl': dbMtl,
  dualproj,
  dwa,
  edm,
  equal,
  'excess-mtl': excessMtl,
  fairgrad,
  famo,
  fixed,
  forum,
  'geometric-mean': geometricMean,
  go4align,
  graddrop,
  gradnorm,
  gradvac,
  'group-dro': groupDro,
  igb,
  'imtl-g': imtlG,
  'imtl-l': imtlL,
  krum,
  lbtw,
  ldc,
  'm-config': mConfig,
  metabalance,
  mgda,
  moco,
  modo,
  moml,
  'nash-mtl': nashMtl,
  pbi,
  pcgrad,
  psmgd,
  rlw,
  'scale-invariant': scaleInvariant,
  sdmgrad,
  stch,
  tchebycheff,
  'trimmed-mean': trimmedMean,
  uncertainty,
  'uncertainty-so': uncertaintySo,
  upgrad,
} as const satisfies Record<string, (options?: never) => AnyBalancer>;

/** The name of a strategy. */
export type StrategyName = keyof typeof strategies;

/** What to know of every strategy, by its name. */
export const cards = {
  adatask: adataskCard,
  'aligned-mtl': alignedMtlCard,
  'auto-lambda': autoLambdaCard,
  cagrad: cagradCard,
  cdtt: cdttCard,
  config: configCard,
  cosmos: cosmosCard,
  'cov-weighting': covWeightingCard,
  'cr-mogm': crMogmCard,
  'db-mtl': dbMtlCard,
  dualproj: dualprojCard,
  dwa: dwaCard,
  edm: edmCard,
  equal: equalCard,
  'excess-mtl': excessMtlCard,
  fairgrad: fairgradCard,
  famo: famoCard,
  fixed: fixedCard,
  forum: forumCard,
  'geometric-mean': geometricMeanCard,
  go4align: go4alignCard,
  graddrop: graddropCard,
  gradnorm: gradnormCard,
  gradvac: gradvacCard,
  'group-dro': groupDroCard,
  igb: igbCard,
  'imtl-g': imtlGCard,
  'imtl-l': imtlLCard,
  krum: krumCard,
  lbtw: lbtwCard,
  ldc: ldcCard,
  'm-config': mConfigCard,
  metabalance: metabalanceCard,
  mgda: mgdaCard,
  moco: mocoCard,
  modo: modoCard,
  moml: momlCard,
  'nash-mtl': nashMtlCard,
  pbi: pbiCard,
  pcgrad: pcgradCard,
  psmgd: psmgdCard,
  rlw: rlwCard,
  'scale-invariant': scaleInvariantCard,
  sdmgrad: sdmgradCard,
  stch: stchCard,
  tchebycheff: tchebycheffCard,
  'trimmed-mean': trimmedMeanCard,
  uncertainty: uncertaintyCard,
  'uncertainty-so': uncertaintySoCard,
  upgrad: upgradCard,
} as const satisfies Record<StrategyName, StrategyCard>;
