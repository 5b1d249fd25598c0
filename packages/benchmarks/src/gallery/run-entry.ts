import { arch, cpus, platform } from 'node:os';

import { checkKnownOptions, type MultiTaskModel } from '@equipoise/core';

import { compare, type CompareOptions } from '../compare.ts';
import { answer, chosenSharing } from '../study/answer.ts';
import { effectsOf } from '../study/effects.ts';
import type { Provenance } from '../study/kept-study.ts';
import { overallAnswer } from '../study/overall-answer.ts';
import { slotsOf } from '../study/slots.ts';
import type { StudyReport } from '../study/study-report.ts';
import type { PlannedEntry } from './plan-entry.ts';
import { type GalleryResult, galleryResultSchema } from './result-schema.ts';
import { interferenceText, weightingText } from './result-words.ts';
import { measureServing } from './serving.ts';
import { trainModel } from './train-model.ts';

/** How an entry is run. */
export interface RunEntryOptions extends Omit<CompareOptions, 'studies'> {
  /** How it is made, for the result. */
  readonly made: Provenance;
  /**
   * Gets the chosen model of the first seed, before it is disposed of: to keep it.
   *
   * @param model - The model.
   */
  readonly onModel?: (model: MultiTaskModel) => void | Promise<void>;
}

/**
 * Runs an entry of the gallery: the study, then the chosen model once more, its cost beside separate models, and what the entry measures besides.
 *
 * @param planned - The entry, planned.
 * @param options - What makes the trials, and who watches.
 * @throws {@link TrialsFailedError} when a trial failed; the others have been made and kept by then.
 */
export async function runEntry(planned: PlannedEntry, options: RunEntryOptions): Promise<GalleryResult> {
  checkKnownOptions<RunEntryOptions>('runEntry', options, {
    made: true,
    onModel: true,
    store: true,
    execute: true,
    onEvent: true,
    sideBySide: true,
  });
  const { made, onModel, ...making } = options;
  const { entry, study, dataset } = planned;
  const [report] = (await compare({ studies: [study], ...making })) as [StudyReport];
  const { comparison } = report;
  const config = chosenConfig(planned, comparison.chosen);
  const model = await trainModel(config, dataset);
  try {
    await onModel?.(model);
    const serving = await measureServing(model, dataset, config);
    const { training } = entry;
    const findings = await entry.after?.({ model, dataset, seed: 0, training, strategy: comparison.chosen });
    const { name, title, summary, tasks, why, datasets, simulated, ownData, notes } = entry;
    const result = {
      name,
      title,
      summary,
      tasks,
      why,
      datasets,
      simulated,
      verdict: verdictOf(report),
      interference: interferenceText(comparison),
      weighting: weightingText(comparison),
      serving,
      findings: findings ?? [],
      comparison,
      ownData,
      notes,
      picture: `${name}.svg`,
      made: {
        ...made,
        node: process.version,
        platform: `${platform()} ${arch()}`,
        cpu: cpus()[0]?.model ?? '',
      },
    };
    return galleryResultSchema.parse(JSON.parse(JSON.stringify(result)));
  } finally {
    await model.dispose();
  }
}

/**
 * The trial of the first seed of an arm.
 *
 * @param planned - The entry, planned.
 * @param strategy - The arm's name.
 */
export function chosenConfig({ study }: PlannedEntry, strategy: string): ReturnType<typeof slotsOf>[number]['config'] {
  const slots = slotsOf({ ...study, seeds: 1 });
  const arms = slots.filter(({ of }) => of.kind === 'arm');
  const found = arms.find(({ of }) => of.kind === 'arm' && of.arm.name === strategy) ?? arms[0];
  if (!found) throw new TypeError(`${study.dataset}: has no arm.`); // A study without arms is refused when it is planned.
  return found.config;
}

/** The answer over all tasks, then each task by itself. */
function verdictOf({ results, comparison }: StudyReport): readonly string[] {
  const effects = chosenSharing(effectsOf(results), comparison.chosen);
  return [...overallAnswer([results]).sentences, ...effects.map(answer)];
}
