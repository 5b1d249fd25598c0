import { fit } from '@equipoise/core';
import { dualAscent } from '@equipoise/weighting';

import { holdOut } from '../final/held-out.ts';
import { fixed } from '../terminal/numbers.ts';
import type { Finding, TrainedEntry } from './entry.ts';
import { partsOf } from '../trials/parts-of.ts';

/** What must hold on the validation split. */
export interface KeptFloor {
  /** The task. */
  readonly task: string;
  /** Its metric, of which more is better. */
  readonly metric: string;
  /** By how much it must exceed what the model of the entry has on the validation split. */
  readonly margin: number;
}

/**
 * Trains the tasks of an entry with a floor that a business owner sets a little above what the model has, and says whether it was kept, and what the
 * others paid.
 *
 * @param trained - The model and its data.
 * @param floor - The floor.
 */
export async function keepFloor(
  { model, dataset, seed, training }: TrainedEntry,
  { task, metric, margin }: KeptFloor,
): Promise<Finding> {
  const { validation, test } = dataset.splits;
  const before = (await model.evaluate(validation)).metrics[task]?.[metric] ?? Number.NaN;
  const floor = Number((before + margin).toFixed(3));
  const kept = await fit({
    dataset: holdOut(dataset).development,
    ...partsOf(training),
    balancer: dualAscent({ floors: [`${task}.${metric} >= ${floor}`] }),
    epochs: training.epochs,
    batchSize: training.batchSize,
    learningRate: training.learningRate,
    seed,
  });
  try {
    const [reached, tested, old] = [
      (await kept.model.evaluate(validation)).metrics[task]?.[metric] ?? Number.NaN,
      (await kept.model.evaluate(test)).metrics,
      (await model.evaluate(test)).metrics,
    ];
    const others = dataset.tasks.filter(({ name }) => name !== task);
    const paid = others.map(({ name, kind }) => {
      const own = kind.metrics[0]?.name ?? '';
      return `${name} ${own} ${fixed(old[name]?.[own] ?? null, 3)} before, ${fixed(tested[name]?.[own] ?? null, 3)} with the floor`;
    });
    const holds = reached >= floor;
    return {
      title: margin > 0 ? 'A floor above what the model has' : 'A floor at what the model has',
      text:
        `The floor ${task}.${metric} >= ${floor} on the validation split${margin > 0 ? `, ${fixed(margin, 3)} above what the model has,` : ', which the model has,'} is ${holds ? 'kept' : 'not kept'} by training with dual-ascent: ${fixed(reached, 3)}. ` +
        `On the test split ${task} has ${fixed(old[task]?.[metric] ?? null, 3)} before and ${fixed(tested[task]?.[metric] ?? null, 3)} with the floor; ${paid.join('; ')}. One seed.`,
      values: {
        floor,
        validation: reached,
        kept: Number(holds),
        testBefore: old[task]?.[metric] ?? 0,
        test: tested[task]?.[metric] ?? 0,
      },
    };
  } finally {
    await kept.model.dispose();
  }
}
