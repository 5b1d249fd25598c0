import type { Engine } from '@equipoise/compiler';

import { datasetDigest } from '../data/digest.ts';
import type { ModelParts } from '../model/model-graph.ts';
import type { Config } from '../options/config.ts';
import type { RunIdentity } from './checkpoint.ts';
import type { CompleteFitOptions } from './read-options.ts';

/**
 * What makes a run this one and no other.
 *
 * @param options - The options of `fit`.
 * @param parts - What the model is made of.
 * @param engine - The engine that runs the steps.
 */
export async function identityOf(options: CompleteFitOptions, parts: ModelParts, engine: Engine): Promise<RunIdentity> {
  const { dataset, balancer, optimizer, schedule, learningRate, groups, clipping } = options;
  const { monitor, headPolicy, gradientScope, onNonFinite, seed, batchSize } = options;
  return {
    data: await datasetDigest(dataset),
    model: configsOf(parts),
    optimizer: plain({ ...optimizer.config, schedule: schedule.config, learningRate, groups, clipping, onNonFinite }),
    balancer: plain({ ...(balancer.config ?? { name: balancer.name }), headPolicy, gradientScope }),
    monitor: monitor.config,
    seed,
    batchSize,
    engine,
  };
}

/**
 * The parts of a model as plain data.
 *
 * @param parts - The parts.
 */
export function configsOf({ architecture, encoder, head }: ModelParts): Readonly<Record<string, Config>> {
  const { config } = architecture;
  const parts = { architecture: config, head: head.config };
  if (!encoder) return parts;
  if ('build' in encoder && typeof encoder.build === 'function') return { ...parts, encoder: encoder.config as Config };
  const each = Object.entries(encoder).map(([name, value]) => [`encoder of ${name}`, value.config]);
  return { ...parts, ...(Object.fromEntries(each) as Record<string, Config>) };
}

function plain(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(value)) as Readonly<Record<string, unknown>>;
}
