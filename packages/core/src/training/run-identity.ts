import type { Engine } from '@equipoise/compiler';

import { configsOf } from '../model/part-configs.ts';
import type { Provenance } from '../model-file/model-file.ts';
import type { RunIdentity } from './checkpoint.ts';
import type { CompleteFitOptions } from './read-options.ts';

/**
 * What makes a run this one and no other.
 *
 * @param options - The options of `fit`.
 * @param data - The digest of the data set.
 * @param engine - The engine that runs the steps.
 */
export function identityOf(options: CompleteFitOptions, data: string, engine: Engine): RunIdentity {
  const { architecture, encoder, head, dataset, balancer, optimizer, schedule, learningRate, groups } = options;
  const { inputs, tasks } = dataset;
  const { monitor, headPolicy, gradientScope, objectives, onNonFinite, seed, batchSize, startDigest } = options;
  return {
    data,
    model: configsOf({ inputs, tasks, architecture, head, ...(encoder && { encoder }) }),
    optimizer: plain({ ...optimizer.config, schedule: schedule.config, learningRate, groups, onNonFinite }),
    balancer: plain({
      ...(balancer.config ?? { name: balancer.name }),
      headPolicy,
      gradientScope,
      ...(objectives === 'examples' && { objectives }),
    }),
    monitor: monitor.config,
    ...samplingOf(options),
    seed,
    batchSize,
    engine,
    ...(startDigest !== undefined && { start: startDigest }),
  };
}

/**
 * What a model was trained on and by, for its file.
 *
 * @param options - The options of `fit`.
 * @param seen - The digest of the data set, and how the run went.
 */
export function provenanceOf(
  options: CompleteFitOptions,
  seen: Pick<Provenance, 'data' | 'epoch' | 'epochs' | 'engine' | 'validation'>,
): Provenance {
  const { dataset, balancer, optimizer, schedule, learningRate, seed, batchSize, startDigest } = options;
  return {
    dataset: dataset.name,
    examples: dataset.splits.train.size,
    balancer: plain({ ...(balancer.config ?? { name: balancer.name }) }),
    optimizer: plain({ ...optimizer.config, schedule: schedule.config, learningRate }),
    seed,
    batchSize,
    ...(startDigest !== undefined && { start: startDigest }),
    ...seen,
  };
}

/** How the steps are shared among sources; nothing where there is one. */
function samplingOf({ sampler, sourcesPerBatch }: CompleteFitOptions): Pick<RunIdentity, 'sampling'> {
  return sampler && sourcesPerBatch ? { sampling: { sampler: sampler.config, sourcesPerBatch } } : {};
}

function plain(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(value)) as Readonly<Record<string, unknown>>;
}
