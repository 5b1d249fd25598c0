import type { Dataset } from '@equipoise/core';

import { executeRun } from './execute-run.ts';
import { loadDataset } from './load-dataset.ts';
import type { RunConfig } from './run-config.ts';
import type { RunResult } from './run-result.ts';

// The terminal sends Ctrl-C to every process of the command: the parent hears it too, and ends this one.
process.on('SIGINT', () => undefined);
// A parent that was killed leaves no one to take the result.
process.on('disconnect', () => process.exit(1));
// Standard output belongs to the parent: with --json it is one object and nothing else.
process.stdout.write = process.stderr.write.bind(process.stderr);

let remembered: { readonly key: string; readonly dataset: Promise<Dataset> } | undefined;
let lastTold = 0;

/**
 * Makes a run in a process of its own: what the pool calls there.
 *
 * @param config - The run.
 */
export async function workerRun(config: RunConfig): Promise<RunResult> {
  return executeRun(config, {
    load: remember,
    onStep({ step, steps }) {
      if (performance.now() - lastTold < 200 && step < steps) return;
      lastTold = performance.now();
      process.send?.({ progress: { step, steps } });
    },
  });
}

/** The runs of one seed come one after another and share their data. */
function remember(config: RunConfig): Promise<Dataset> {
  const key = JSON.stringify([config.dataset, config.table, config.seed, config.size]);
  if (remembered?.key !== key) remembered = { key, dataset: loadDataset(config) };
  return remembered.dataset;
}
