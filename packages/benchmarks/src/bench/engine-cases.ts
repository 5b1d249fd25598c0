import { encoderFromConfig, mlp, mlpHead, regression } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';

import { hasSettings, type SetName, settings } from '../profiles/settings.ts';
import { workloadNames } from './workloads/names.ts';
import { workloadOf } from './workloads/registry.ts';
import { alikeTasks, oneInput, type Workload } from './workloads/workload.ts';

/** A model, and what balances its tasks. */
export interface EngineCase {
  /** The model and its batches. */
  readonly workload: Workload;
  /** The strategy, as text. */
  readonly strategy: string;
}

/**
 * The steps that the cost model of the engines is fitted on: those of `bench step`, those of `compare` on the data sets of the
 * registry, and MLPs from tiny to wide.
 */
export async function engineCases(): Promise<readonly EngineCase[]> {
  const benched = workloadNames.map((name) => workloadOf('bench engines', name));
  const compared: Workload[] = [];
  for (const name of Object.keys(settings).filter(hasSettings)) compared.push(await comparedWorkload(name));
  return [
    ...[...benched, ...compared].flatMap((workload) => [
      { workload, strategy: 'equal' },
      { workload, strategy: 'pcgrad' },
    ]),
    ...mlpGrid(),
  ];
}

/** What `compare` trains on a data set when the command line does not say. */
async function comparedWorkload(name: SetName): Promise<Workload> {
  const { inputs, tasks } = await datasets[name].load({ seed: 0 });
  const { encoder: config, batchSize: batch } = settings[name];
  return {
    name,
    kind: config.name,
    batch,
    inputs,
    tasks,
    sizes: {},
    encoder: encoderFromConfig(config),
    head: mlpHead(),
  };
}

/** MLPs of one to three layers with one to six tasks. */
function mlpGrid(): readonly EngineCase[] {
  const counts = [2, 6, 1];
  const sizes = [16, 128, 512].flatMap((batch) =>
    [16, 64, 256].flatMap((width) => [1, 3].map((depth) => ({ batch, width, depth }))),
  );
  return sizes.map(({ batch, width, depth }, index): EngineCase => {
    const tasks = alikeTasks(counts[index % counts.length] ?? 1, { kind: regression() });
    return {
      strategy: tasks.length > 1 && index % 2 === 1 ? 'pcgrad' : 'equal',
      workload: {
        name: `mlp ${batch}×${width}×${depth}`,
        kind: 'mlp',
        batch,
        inputs: oneInput({ shape: [width], dtype: 'float32' }),
        tasks,
        sizes: {},
        encoder: mlp({ hidden: Array.from({ length: depth }, () => width) }),
        head: mlpHead(),
      },
    };
  });
}
