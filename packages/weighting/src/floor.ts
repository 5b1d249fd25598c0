import { didYouMean, InvalidOptionError, listed, type TaskMeasures } from '@equipoise/core';

/** A metric of a task on the validation split, and the value that it must not be worse than: plain data. */
export interface Floor {
  /** The place of the task in the run. */
  readonly task: number;
  /** The metric. */
  readonly metric: string;
  /** Whether more is better, or less. */
  readonly mode: 'max' | 'min';
  /** The worst value that is allowed. */
  readonly value: number;
}

const pattern = /^\s*(\S.*?)\s*(>=|<=)\s*(\S+)\s*$/;

/**
 * Whether a text is written as a floor: `churn.auc >= 0.85`, or `spend.rmse <= 300`.
 *
 * @param floor - The text, of whatever type.
 */
export function isFloorText(floor: unknown): floor is string {
  const value = typeof floor === 'string' ? pattern.exec(floor)?.[3] : undefined;
  return value !== undefined && Number.isFinite(Number(value));
}

/**
 * A floor of its text. The text before `>=` or `<=` is a task, for its main metric, or a task and a metric with a point between.
 *
 * @param owner - The strategy that is given it, for errors.
 * @param floor - The text.
 * @param tasks - The tasks of the run.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such task or metric, the metric is better the other way, or the value is
 *   outside the range of the metric.
 */
export function readFloor(owner: string, floor: string, tasks: readonly TaskMeasures[]): Floor {
  const [, left = '', sign = '', right = ''] = pattern.exec(floor) ?? [];
  const fail = (expected: string): never => {
    throw new InvalidOptionError(owner, 'floors', expected, floor);
  };
  const names = tasks.map(({ name }) => name);
  const point = names.includes(left) ? left.length : left.lastIndexOf('.');
  const [taskName, metricName] = point < 0 ? [left] : [left.slice(0, point), left.slice(point + 1) || undefined];
  const task = names.indexOf(taskName);
  const measures = tasks[task];
  if (!measures) return fail(`of a task, one of ${listed(names)}${didYouMean(taskName, names)}`);
  const metrics = measures.metrics.map(({ name }) => name);
  const metric =
    metricName === undefined ? measures.metrics[0] : measures.metrics.find((each) => each.name === metricName);
  if (!metric) {
    return fail(`of a metric of ${taskName}, one of ${listed(metrics)}${didYouMean(metricName ?? '', metrics)}`);
  }
  const { name, mode, range: [least, greatest] = [-Infinity, Infinity] } = metric;
  if (sign !== (mode === 'max' ? '>=' : '<=')) {
    return fail(
      mode === 'max' ? `written with >=, as more ${name} is better` : `written with <=, as less ${name} is better`,
    );
  }
  const value = Number(right);
  if (value < least || value > greatest) return fail(rangeSentence(name, least, greatest));
  return { task, metric: name, mode, value };
}

/**
 * How far a metric is from its floor, relative to the floor: above 0 where it is worse.
 *
 *     g = (c − m) / |c|   where more is better      g = (m − c) / |c|   where less is        in units of 1 for c = 0
 *
 * @param floor - The floor, c.
 * @param measured - The metric, m.
 */
export function violation({ mode, value }: Floor, measured: number): number {
  return ((mode === 'max' ? 1 : -1) * (value - measured)) / (Math.abs(value) || 1);
}

function rangeSentence(metric: string, least: number, greatest: number): string {
  if (least === -Infinity) return `at most ${greatest} for ${metric}`;
  return greatest === Infinity ? `at least ${least} for ${metric}` : `from ${least} to ${greatest} for ${metric}`;
}
