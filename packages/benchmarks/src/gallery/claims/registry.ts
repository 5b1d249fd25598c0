import { adaptation } from './adaptation.ts';
import type { Claim } from './claim.ts';
import { complexity } from './complexity.ts';
import { cost } from './cost.ts';
import { dataEfficiency } from './data-efficiency.ts';
import { generalisation } from './generalisation.ts';
import { imbalance } from './imbalance.ts';
import { interference } from './interference.ts';
import { priorities } from './priorities.ts';
import { robustness } from './robustness.ts';

/** What people are told of multi-task learning, in the order of the table. */
export const claims: readonly Claim[] = [
  generalisation,
  dataEfficiency,
  cost,
  robustness,
  adaptation,
  priorities,
  interference,
  imbalance,
  complexity,
];
