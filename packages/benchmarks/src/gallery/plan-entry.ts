import type { Dataset } from '@equipoise/core';

import { draftStudy } from '../study/plan-study.ts';
import type { Study } from '../study/study.ts';
import { withEngine } from '../study/study-engine.ts';
import type { GalleryEntry } from './entry.ts';
import { prepareEntry } from './prepare-entry.ts';

/** An entry that is ready to run. */
export interface PlannedEntry {
  /** The entry. */
  readonly entry: GalleryEntry;
  /** Its study. */
  readonly study: Study;
  /** The data of its first seed. */
  readonly dataset: Dataset;
}

/**
 * Makes the study of an entry: every strategy against one model for each task.
 *
 * @param entry - The entry.
 * @param seeds - How many seeds; as the entry says when left out.
 * @throws {@link @equipoise/core!EquipoiseError} when its data are not there, or something in it is wrong.
 */
export async function planEntry(entry: GalleryEntry, seeds: number = entry.seeds): Promise<PlannedEntry> {
  const { training, strategies, measures, metrics } = entry;
  const dataset = await prepareEntry(entry, { seed: 0, size: training.size });
  const plan = {
    arms: strategies.map((strategy) => ({ name: strategy, strategy })),
    seeds,
    training,
    engine: 'auto' as const,
    threads: 1,
    ...(measures && { measures }),
  };
  const { study } = await withEngine(draftStudy(dataset, plan, metrics), dataset);
  return { entry, study, dataset };
}
