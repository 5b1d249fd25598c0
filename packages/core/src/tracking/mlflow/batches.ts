import { wallTime } from '../clock.ts';
import type { TrackedPoint, TrackedRun } from '../tracker.ts';
import { mlflowName } from './names.ts';

/** What one `log-batch` may hold. */
const mostMetrics = 1000;
const mostParams = 100;

/** The longest value of a parameter that every version of MLflow takes. */
const longestParam = 500;

/** A metric as MLflow wants it. */
export interface MlflowMetric {
  /** Its name. */
  readonly key: string;
  /** Its value. */
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** Completed steps. */
  readonly step: number;
}

/**
 * The metrics of some points.
 *
 * @param points - The points.
 */
export function metricsOf(points: readonly TrackedPoint[]): readonly MlflowMetric[] {
  const timestamp = Math.round(wallTime());
  return points.flatMap(({ step, values }) =>
    Object.entries(values).map(([name, value]) => ({ key: mlflowName(name), value, timestamp, step })),
  );
}

/**
 * Requests that log metrics.
 *
 * @param id - The run, by MLflow's id.
 * @param metrics - The metrics.
 */
export function metricBatches(id: string, metrics: readonly MlflowMetric[]): readonly object[] {
  return parts(metrics, mostMetrics).map((part) => ({ run_id: id, metrics: part }));
}

/**
 * Requests that log the configuration of a run. A value that is longer than MLflow takes is cut.
 *
 * @param id - The run, by MLflow's id.
 * @param run - The run.
 */
export function paramBatches(id: string, { config }: TrackedRun): readonly object[] {
  const params = Object.entries(config).map(([name, value]) => {
    const text = String(value);
    const cut = text.length > longestParam ? `${text.slice(0, longestParam - 1)}…` : text;
    return { key: mlflowName(name), value: cut };
  });
  return parts(params, mostParams).map((part) => ({ run_id: id, params: part }));
}

function parts<Element>(list: readonly Element[], length: number): readonly (readonly Element[])[] {
  return Array.from({ length: Math.ceil(list.length / length) }, (_, part) =>
    list.slice(part * length, (part + 1) * length),
  );
}
