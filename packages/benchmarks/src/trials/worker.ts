import type { Dataset } from '@equipoise/core';

import { executeTrial } from './execute-trial.ts';
import { loadDataset } from './load-dataset.ts';
import { type TrialConfig, trialConfigSchema } from './trial-config.ts';

// The program of a worker process: it receives one configuration at a time, makes the trial, and sends the result or the error.

// The terminal sends Ctrl-C to every process of the command: the parent hears it too, and ends this one.
process.on('SIGINT', () => undefined);
// A parent that was killed leaves no one to take the result.
process.on('disconnect', () => process.exit(1));
process.on('message', (config) => void makeTrial(trialConfigSchema.parse(config)));

let remembered: { readonly key: string; readonly dataset: Promise<Dataset> } | undefined;
let lastTold = 0;

async function makeTrial(config: TrialConfig): Promise<void> {
  try {
    tell({ result: await executeTrial(config, { load: remember, onStep }) });
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

/** The trials of one seed come one after another and share their data. */
function remember(config: TrialConfig): Promise<Dataset> {
  const key = JSON.stringify([config.dataset, config.table, config.splitSeed ?? config.seed, config.size]);
  if (remembered?.key !== key) remembered = { key, dataset: loadDataset(config) };
  return remembered.dataset;
}
