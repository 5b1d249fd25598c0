import { InvalidOptionError } from '../../errors.ts';
import { isRecord } from '../../is-record.ts';
import type { Loss } from '../../losses/loss.ts';
import type { Metric } from '../../metrics/metric.ts';
import { configOf, type Config } from '../../options/config.ts';
import { list, type Option, part } from '../../options/option.ts';
import type { TaskKind } from '../task-kind.ts';

const metricOption = part(isMetric, {
  meaning: 'a metric',
  range: 'a metric',
  expected: 'a metric, such as accuracy()',
});

/** The options that every kind has. */
export interface PartsOptions {
  /** What is minimised. */
  readonly loss: Option<Loss, Loss | undefined>;
  /** What is reported. */
  readonly metrics: Option<readonly Metric[], readonly Metric[] | undefined>;
}

/**
 * Declares the options `loss` and `metrics` of a kind.
 *
 * @param loss - The usual loss.
 * @param metrics - The usual metrics.
 */
export function partsOptions(loss: string, metrics: string): PartsOptions {
  return {
    loss: part(isLoss, {
      otherwise: loss,
      meaning: 'what is minimised',
      range: 'a loss',
      expected: 'a loss, such as huber()',
    }),
    metrics: list(metricOption, {
      otherwise: metrics,
      meaning: 'what is reported; the first is the main metric',
      range: 'at least one metric',
      expected: 'a list of at least one metric, none twice',
      holds: (given) => given.length > 0 && new Set(given.map(({ name }) => name)).size === given.length,
    }),
  };
}

/**
 * The config of a kind, which holds the configs of its loss and metrics.
 *
 * @param name - The kind's name.
 * @param options - Its other options.
 * @param loss - Its loss.
 * @param metrics - Its metrics.
 */
export function kindConfig(
  name: string,
  options: Readonly<Record<string, unknown>>,
  loss: Loss,
  metrics: readonly Metric[],
): Config {
  return configOf('task-kind', name, {
    ...options,
    loss: loss.config,
    metrics: metrics.map(({ config }) => config),
  });
}

/**
 * A kind whose loss and metrics are known to fit what it predicts.
 *
 * @param kind - The kind.
 * @throws {@link InvalidOptionError} when its loss or one of its metrics does not.
 */
export function checkedKind<Kind extends TaskKind>(kind: Kind): Kind {
  const { name, loss, metrics, target } = kind;
  if (loss.form !== target.form) {
    throw new InvalidOptionError(name, 'loss', `a loss of ${target.form}`, `${loss.name}, a loss of ${loss.form}`);
  }
  const expected = loss.misfit?.(target);
  if (expected !== undefined) throw new InvalidOptionError(name, 'loss', expected, loss.config.options);
  for (const metric of metrics) metric.create(kind);
  return kind;
}

function isLoss(value: unknown): value is Loss {
  return isRecord(value) && typeof value.name === 'string' && typeof value.call === 'function';
}

function isMetric(value: unknown): value is Metric {
  return isRecord(value) && typeof value.name === 'string' && typeof value.create === 'function';
}
