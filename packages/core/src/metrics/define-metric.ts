import { InvalidOptionError } from '../errors.ts';
import { configOf } from '../options/config.ts';
import { type NoOptions, optionsSchema, type OptionsSchema } from '../options/options-schema.ts';
import type { Scoring } from '../tasks/scoring.ts';
import type { Metric, MetricFacts, MetricState } from './metric.ts';

/** Makes a metric without options. */
export interface MetricFactory<Name extends string = string> {
  (options?: NoOptions): Metric;
  /** The declaration that there are none. */
  readonly options: OptionsSchema<Readonly<Record<string, never>>, Name>;
}

/**
 * The factory of a metric without options.
 *
 * @param name - Its name.
 * @param facts - Whether more is better, or less; with its least and greatest value, where there are such.
 * @param create - Begins to measure.
 */
export function defineMetric<const Name extends string>(
  name: Name,
  facts: MetricFacts['mode'] | MetricFacts,
  create: (kind: Scoring) => MetricState,
): MetricFactory<Name> {
  const schema = optionsSchema(name, {});
  const make = (options: NoOptions = {}): Metric => ({
    name,
    ...(typeof facts === 'string' ? { mode: facts } : facts),
    config: configOf('metric', name, schema.read(options)),
    create,
  });
  return Object.assign(make, { options: schema });
}

type Views = Required<Omit<Scoring, 'name' | 'names'>>;

/**
 * What a metric reads of outputs.
 *
 * @param metric - The metric's name, for the error.
 * @param kind - What the task predicts.
 * @param view - What the metric reads.
 * @throws {@link InvalidOptionError} when the kind does not have it.
 */
export function viewOf<View extends keyof Views>(metric: string, kind: Scoring, view: View): Views[View] {
  const read = kind[view];
  if (!read) throw new InvalidOptionError(metric, 'kind', `a kind of task with ${view}`, kind.name);
  return read.bind(kind) as Views[View];
}
