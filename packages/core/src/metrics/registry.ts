import { partFromConfig, type Registry } from '../options/from-config.ts';
import { accuracy } from './accuracy.ts';
import { auc } from './auc.ts';
import { balancedAccuracy } from './balanced-accuracy.ts';
import { calibrationError } from './calibration-error.ts';
import { logLoss } from './log-loss.ts';
import { macroF1 } from './macro-f1.ts';
import { mae } from './mae.ts';
import { mape } from './mape.ts';
import { mcc } from './mcc.ts';
import type { Metric } from './metric.ts';
import { prAuc } from './pr-auc.ts';
import { r2 } from './r2.ts';
import { rmse } from './rmse.ts';
import { spearman } from './spearman.ts';

/** Every metric by its name. */
export const metrics = {
  accuracy,
  'balanced-accuracy': balancedAccuracy,
  'macro-f1': macroF1,
  mcc,
  auc,
  'pr-auc': prAuc,
  'log-loss': logLoss,
  'calibration-error': calibrationError,
  rmse,
  mae,
  mape,
  r2,
  spearman,
} as const satisfies Registry<Metric>;

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
  return partFromConfig<Metric>('metric', config, metrics, own);
}
