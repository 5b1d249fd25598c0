import { partFromConfig, type Registry } from '../options/from-config.ts';
import { factoriesOf, registered, type RegisteredParts } from '../options/registered.ts';
import type { Metric } from './metric.ts';
import * as parts from './parts.ts';

/** Every metric by its name. */
export const metrics = registered(parts) satisfies RegisteredParts<Metric>;

/** The name of a metric. */
export type MetricName = keyof typeof metrics;

/**
 * A metric from its config.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Metrics of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known metric.
 */
export function metricFromConfig(config: unknown, own?: Registry<Metric>): Metric {
  return partFromConfig<Metric>('metric', config, factoriesOf(metrics), own);
}
