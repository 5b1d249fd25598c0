import { partFromConfig, type Registry } from '../options/from-config.ts';
import { factoriesOf, type RegisteredParts } from '../options/registered.ts';
import { accuracy } from './accuracy.ts';
import { auc } from './auc.ts';
import { balancedAccuracy } from './balanced-accuracy.ts';
import { calibrationError, calibrationErrorOptions } from './calibration-error.ts';
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
  accuracy: { create: accuracy, options: accuracy.options },
  'balanced-accuracy': { create: balancedAccuracy, options: balancedAccuracy.options },
  'macro-f1': { create: macroF1, options: macroF1.options },
  mcc: { create: mcc, options: mcc.options },
  auc: { create: auc, options: auc.options },
  'pr-auc': { create: prAuc, options: prAuc.options },
  'log-loss': { create: logLoss, options: logLoss.options },
  'calibration-error': { create: calibrationError, options: calibrationErrorOptions },
  rmse: { create: rmse, options: rmse.options },
  mae: { create: mae, options: mae.options },
  mape: { create: mape, options: mape.options },
  r2: { create: r2, options: r2.options },
  spearman: { create: spearman, options: spearman.options },
} as const satisfies RegisteredParts<Metric>;

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
