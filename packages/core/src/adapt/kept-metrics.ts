import { type Labels, labelsOf, type Split } from '../data/dataset.ts';
import { DataError } from '../errors.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { MultiTaskModel } from '../model/multi-task-model.ts';
import { behindShortfall } from '../monitors/behind-shortfall.ts';
import type { Monitor } from '../monitors/monitor.ts';
import { relativeLoss } from '../monitors/relative-loss.ts';
import { sizeOf } from '../size-of.ts';
import { rescaled } from '../tasks/scale.ts';
import type { Task } from '../tasks/task.ts';

/** The main metric of a task, and the value that it had in a model. */
export interface KeptMetric {
  /** The task. */
  readonly task: string;
  /** Its main metric. */
  readonly metric: string;
  /** 1 where less is better, −1 where more is. */
  readonly sign: 1 | -1;
  /** What it was. */
  readonly value: number;
}

/**
 * The main metrics of a model on validation examples.
 *
 * @param model - The model.
 * @param tasks - Its tasks as the examples have them: numbers may be standardised otherwise.
 * @param validation - The examples.
 * @throws {@link DataError} when a metric is not defined for them.
 */
export async function keptMetrics(
  model: MultiTaskModel,
  tasks: readonly Task[],
  validation: Split,
): Promise<readonly KeptMetric[]> {
  const { size, inputs } = validation;
  const labels = model.tasks.flatMap(({ name, kind }): (readonly [string, Labels])[] => {
    const own = labelsOf(validation, name);
    const given = tasks.find((task) => task.name === name);
    if (!own) return [];
    return [[name, { ...own, values: rescaled(own.values, sizeOf(kind.labels), given?.kind.scales, kind.scales) }]];
  });
  const { metrics } = await model.evaluate({ size, inputs, labels: Object.fromEntries(labels) });
  return model.tasks.map(({ name, kind }) => {
    const [main] = kind.metrics;
    const value = main && metrics[name]?.[main.name];
    if (main && Number.isFinite(value)) {
      return { task: name, metric: main.name, sign: main.mode === 'min' ? 1 : -1, value: value ?? Number.NaN };
    }
    throw new DataError(
      `addTask: the ${main?.name ?? 'metric'} of ${name} on the validation split must be a number, to be kept, is ${value}.`,
    );
  });
}

/**
 * By how much a metric became worse, as a share of what it was: below 0 where it became better; in its own unit where it was 0.
 *
 * @param kept - What it was.
 * @param evaluation - What it is.
 */
export function lossOf({ task, metric, sign, value }: KeptMetric, { metrics }: Evaluation): number {
  return (sign * ((metrics[task]?.[metric] ?? Number.NaN) - value)) / (Math.abs(value) || 1);
}

/**
 * How far metrics became worse than they may, over all tasks: 0 where all are kept.
 *
 * @param kept - What they were.
 * @param share - The share of its value by which each may become worse.
 * @param evaluation - What they are.
 */
export function excess(kept: readonly KeptMetric[], share: number, evaluation: Evaluation): number {
  return kept.reduce((sum, each) => {
    const over = lossOf(each, evaluation) - share;
    return over <= 0 ? sum : sum + (Number.isNaN(over) ? 1 : over);
  }, 0);
}

/**
 * Compares epochs by another monitor, and puts those that do not keep the metrics behind all that do: see {@link behindShortfall}.
 *
 * @param kept - What the metrics were.
 * @param share - The share of its value by which each may become worse.
 * @param monitor - The other monitor.
 */
export function keepingMonitor(kept: readonly KeptMetric[], share: number, monitor: Monitor = relativeLoss()): Monitor {
  return {
    config: {
      kind: 'monitor',
      name: 'keeping',
      options: {
        share,
        kept: Object.fromEntries(kept.map(({ task, value }) => [task, value])),
        monitor: monitor.config,
      },
    },
    create(dataset) {
      const measure = monitor.create(dataset);
      return (evaluation) => behindShortfall(measure(evaluation), excess(kept, share, evaluation));
    },
  };
}
