import type { DatasetName } from '@equipoise/datasets';

import type { TrainingConfig, StudyStrategy } from '../study/study.ts';

/** How one data set is studied in a profile. */
export interface ProfileStudy {
  /** How every model is trained. */
  readonly setting: TrainingConfig;
  /** What is compared. */
  readonly strategies: readonly StudyStrategy[];
  /** How many seeds. */
  readonly seeds: number;
}

/** Studies that belong together under a name: what `--profile` takes. */
export type Profile = Readonly<Partial<Record<DatasetName, ProfileStudy>>>;
