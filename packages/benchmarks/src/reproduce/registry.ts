import { adultPair } from './adult-pair.ts';
import { deltaMTables } from './delta-m/delta-m.ts';
import { gradnormToy } from './gradnorm-toy.ts';
import { mmoeCorrelation } from './mmoe-correlation.ts';
import { multimnist } from './multimnist.ts';
import { negativeTransfer } from './negative-transfer.ts';
import type { Reproduction } from './reproduction.ts';
import { scalarisationIsOnPar } from './scalarisation-is-on-par.ts';
import { tagGrouping } from './tag-grouping/tag-grouping.ts';
import { twoTaskToy } from './two-task-toy.ts';

/** Every reproduction, in the order in which they are shown. */
export const reproductions: readonly Reproduction[] = [
  gradnormToy,
  twoTaskToy,
  mmoeCorrelation,
  multimnist,
  tagGrouping,
  deltaMTables,
  scalarisationIsOnPar,
  adultPair,
  negativeTransfer,
];
