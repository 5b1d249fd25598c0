import type { Engine } from '@equipoise/compiler';

import { datasetDigest } from '../data/digest.ts';
import { configsOf } from '../model/part-configs.ts';
import type { Provenance } from '../model-file/model-file.ts';
import type { RunIdentity } from './checkpoint.ts';
import type { CompleteFitOptions } from './read-options.ts';

/**
 * What makes a run this one and no other.
 *
 * @param options - The options of `fit`.
 * @param engine - The engine that runs the steps.
 */
export async function identityOf(options: CompleteFitOptions, engine: Engine): Promise<RunIdentity> {
  const { architecture, encoder, head, dataset, balancer, optimizer, schedule, learningRate, groups } = options;
  const { inputs, tasks } = dataset;
  const { monitor, headPolicy, gradientScope, onNonFinite, seed, batchSize } = options;
  return {
    data: await datasetDigest(dataset),
    model: configsOf({ inputs, tasks, architecture, head, ...(encoder && { encoder }) }),
    optimizer: plain({ ...optimizer.config, schedule: schedule.config, learningRate, groups, onNonFinite }),
    balancer: plain({ ...(balancer.config ?? { name: balancer.name }), headPolicy, gradientScope }),
    monitor: monitor.config,
    seed,
    batchSize,
    engine,
  };
}

/**
 * What a model was trained on and by, for its file.
 *
 * @param options - The options of `fit`.
 * @param seen - How the run went.
 */
export async function provenanceOf(
  options: CompleteFitOptions,
  seen: Pick<Provenance, 'epoch' | 'epochs' | 'engine' | 'validation'>,
): Promise<Provenance> {
  const { dataset, balancer, optimizer, schedule, learningRate, seed, batchSize } = options;
  return {
    dataset: dataset.name,
    examples: dataset.splits.train.size,
    data: await datasetDigest(dataset),
    balancer: plain({ ...(balancer.config ?? { name: balancer.name }) }),
    optimizer: plain({ ...optimizer.config, schedule: schedule.config, learningRate }),
    seed,
    batchSize,
    ...seen,
  };
}

function plain(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(value)) as Readonly<Record<string, unknown>>;
}
