import type { Dataset } from '@equipoise/core';

import { executeRun } from './execute-run.ts';
import { loadDataset } from './load-dataset.ts';
import { type RunConfig, runConfigSchema } from './run-config.ts';

// The program of a worker process: it receives one configuration at a time, makes the run, and sends the result or the error.

// The terminal sends Ctrl-C to every process of the command: the parent hears it too, and ends this one.
process.on('SIGINT', () => undefined);
// A parent that was killed leaves no one to take the result.
process.on('disconnect', () => process.exit(1));
process.on('message', (config) => void makeRun(runConfigSchema.parse(config)));

let remembered: { readonly key: string; readonly dataset: Promise<Dataset> } | undefined;
let lastTold = 0;

async function makeRun(config: RunConfig): Promise<void> {
  try {
    tell({ result: await executeRun(config, { load: remember, onStep }) });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    tell({ error: { name, message } });
  }
}

function onStep({ step, steps }: { readonly step: number; readonly steps: number }): void {
  if (performance.now() - lastTold < 200 && step < steps) return;
  lastTold = performance.now();
  tell({ progress: { step, steps } });
}

/** Tells the parent; where it is gone, this process ends by itself. */
function tell(message: object): void {
  process.send?.(message, undefined, undefined, () => undefined);
}

/** The runs of one seed come one after another and share their data. */
function remember(config: RunConfig): Promise<Dataset> {
  const key = JSON.stringify([config.dataset, config.table, config.seed, config.size]);
  if (remembered?.key !== key) remembered = { key, dataset: loadDataset(config) };
  return remembered.dataset;
}
