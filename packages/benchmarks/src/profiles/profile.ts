import type { DatasetName } from '@equipoise/datasets';

import type { TrainingConfig, Arm } from '../study/study.ts';

/** How one data set is studied in a profile. */
export interface ProfileStudy {
  /** How every model is trained. */
  readonly training: TrainingConfig;
  /** What is compared. */
  readonly arms: readonly Arm[];
  /** How many seeds. */
  readonly seeds: number;
}

/** Studies that belong together under a name: what `--profile` takes. */
export type Profile = Readonly<Partial<Record<DatasetName, ProfileStudy>>>;
