import { InvalidOptionError } from '@equipoise/core';

import type { JobRow } from '../bench/job/job-row.ts';
import { jobText } from '../bench/job/job-text.ts';
import { measureJob } from '../bench/job/measure-job.ts';
import { findPython } from '../bench/peer/find-python.ts';
import type { ProfileStudy } from '../profiles/profile.ts';
import { quick } from '../profiles/quick.ts';
import { planStudy } from '../study/plan-study.ts';
import { trialsOf } from '../study/slots.ts';
import type { Study } from '../study/study.ts';
import { loadDataset } from '../trials/load-dataset.ts';
import { printBench } from './bench-print.ts';
import { benchProgress } from './bench-progress.ts';

const owner = 'bench job';

/** What `equipoise bench job` is given. */
export interface BenchJobArguments {
  /** Data sets of the profile with commas between; all when left out. */
  readonly dataset?: string;
  /** Another number of seeds. */
  readonly seeds?: number;
  /** How often each side makes the job. */
  readonly rounds: number;
  /** Processes of each side. */
  readonly jobs: number;
  /** The Python that has PyTorch. */
  readonly python?: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise bench job` is asked: measures and prints.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when something in it is wrong, or there is no PyTorch.
 */
export async function runBenchJob({
  dataset,
  seeds,
  rounds,
  jobs,
  python: asked,
  json = false,
}: BenchJobArguments): Promise<void> {
  const profile: Readonly<Record<string, ProfileStudy>> = quick;
  const names = dataset?.split(',').map((name) => name.trim()) ?? Object.keys(profile);
  const stranger = names.find((name) => !Object.hasOwn(profile, name));
  if (stranger !== undefined) {
    throw new InvalidOptionError(owner, 'dataset', `of ${Object.keys(profile).join(', ')}`, stranger);
  }
  const python = findPython(asked);
  const studies: Study[] = [];
  for (const name of names) {
    const { arms, training, seeds: usual = 1 } = profile[name] ?? {};
    if (!arms || !training) continue;
    const loaded = await loadDataset({ dataset: name, seed: 0 });
    studies.push(await planStudy(loaded, { arms, training, seeds: seeds ?? usual, engine: 'auto', threads: 1 }));
  }
  const progress = benchProgress(2 * rounds * studies.reduce((sum, study) => sum + trialsOf(study).length, 0));
  const rows: JobRow[] = [];
  try {
    for (const study of studies) {
      rows.push(await measureJob(study, { python, processes: jobs, rounds, onTrial: () => progress.next() }));
    }
  } finally {
    progress.clear();
  }
  printBench(rows, { text: jobText, json });
}
