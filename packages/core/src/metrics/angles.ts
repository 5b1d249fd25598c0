import type { Column } from '../tasks/scoring.ts';
import { defineMetric, type MetricFactory, viewOf } from './define-metric.ts';
import type { MetricFacts } from './metric.ts';

/** A measure of angles while they come in. */
export interface AngleState {
  /**
   * Takes in an angle.
   *
   * @param angle - In degrees, from 0 to 180.
   */
  add(angle: number): void;
  /** The measure of all angles so far; NaN before any. */
  value(): number;
}

/**
 * The factory of a metric of the angles between predicted and true vectors, whose coordinates are the columns of a kind with numbers.
 *
 *     angle = acos( x·y / (‖x‖ ‖y‖) ) · 180° / π
 *
 * A vector of zeros has no direction: its angle counts as 90°.
 *
 * @param name - Its name.
 * @param facts - Whether more is better, or less, and its least and greatest value.
 * @param start - Begins to measure.
 */
export function anglesMetric<const Name extends string>(
  name: Name,
  facts: MetricFacts,
  start: () => AngleState,
): MetricFactory<Name> {
  return defineMetric(name, facts, (kind) => {
    const read = viewOf(name, kind, 'numbers');
    const state = start();
    return {
      update(batch) {
        const columns = read(batch);
        const vectors = columns[0]?.labels.length ?? 0;
        for (let row = 0; row < vectors; row += 1) state.add(angleAt(columns, row));
      },
      compute: () => state.value(),
    };
  });
}

/**
 * The share of angles below a bound.
 *
 * @param bound - In degrees.
 */
export function shareBelow(bound: number): () => AngleState {
  return () => {
    let [hits, count] = [0, 0];
    return {
      add(angle) {
        if (angle < bound) hits += 1;
        count += 1;
      },
      value: () => hits / count,
    };
  };
}

function angleAt(columns: readonly Column[], row: number): number {
  let [dot, output, label] = [0, 0, 0];
  for (const { outputs, labels } of columns) {
    const [x, y] = [outputs[row] ?? Number.NaN, labels[row] ?? Number.NaN];
    dot += x * y;
    output += x * x;
    label += y * y;
  }
  const cosine = dot / Math.sqrt(output * label || 1);
  return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
}
