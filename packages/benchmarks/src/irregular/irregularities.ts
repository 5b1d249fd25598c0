import type { FilledCells } from '@equipoise/core';
import { z } from 'zod';

/** How many batches of some models did not go as usual. */
const modelSchema = z.strictObject({
  /** The models: a strategy, or a task alone. */
  name: z.string(),
  /** Batches that were weighed, over all seeds. */
  weighed: z.int(),
  /** Those of them where the rule of the strategy has no answer or several. */
  degenerate: z.int(),
  /** Those of them where an iteration did not converge, and something simpler was taken. */
  fallback: z.int(),
  /** Batches that were left out, because a loss or gradient was not finite. */
  skipped: z.int(),
});

/** What did not go as usual in runs, and what had to be filled in in their data. */
export const irregularitiesSchema = z.strictObject({
  /** Models with such batches. */
  models: z.array(modelSchema),
  /** Inputs that were missing and imputed, in the data of one run. */
  imputed: z.int(),
  /** Inputs with a category that no training row has, in the data of one run. */
  unseen: z.int(),
});

/** What did not go as usual in runs, and what had to be filled in in their data. */
export type Irregularities = z.infer<typeof irregularitiesSchema>;

/** What is known of a run. */
interface Run {
  /** How often the strategy answered with each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Batches that were left out. */
  readonly skipped?: number | undefined;
  /** What had to be filled in in its data. */
  readonly filled?: FilledCells | undefined;
}

/** Runs of one kind. */
export interface NamedRuns {
  /** What they are called. */
  readonly name: string;
  /** The runs. */
  readonly runs: readonly Run[];
}

/**
 * Gathers what did not go as usual.
 *
 * @param named - Runs, by what they are called.
 * @returns The counts; nothing where all went as usual.
 */
export function irregularitiesOf(named: readonly NamedRuns[]): Irregularities | undefined {
  const models = named.map(({ name, runs }) => {
    const sum = (read: (run: Run) => number): number => runs.reduce((total, run) => total + read(run), 0);
    return {
      name,
      weighed: sum(({ statuses }) => Object.values(statuses).reduce((total, count) => total + count, 0)),
      degenerate: sum(({ statuses }) => statuses.degenerate ?? 0),
      fallback: sum(({ statuses }) => statuses.fallback ?? 0),
      skipped: sum(({ skipped }) => skipped ?? 0),
    };
  });
  const irregular = models.filter(({ degenerate, fallback, skipped }) => degenerate + fallback + skipped > 0);
  const cells = named.flatMap(({ runs }) => runs.map(({ filled }) => filled));
  const imputed = Math.max(0, ...cells.map((filled) => filled?.imputed ?? 0));
  const unseen = Math.max(0, ...cells.map((filled) => filled?.unseen ?? 0));
  return irregular.length + imputed + unseen > 0 ? { models: irregular, imputed, unseen } : undefined;
}

/**
 * What did not go as usual, a sentence each.
 *
 * @param found - What {@link irregularitiesOf} gathered.
 */
export function irregularSentences(found: Irregularities | undefined): readonly string[] {
  if (!found) return [];
  const { models, imputed, unseen } = found;
  return [
    ...models.flatMap(({ name, weighed, degenerate, fallback, skipped }) => [
      ...(degenerate > 0
        ? [`${name}: its rule had no answer or several (degenerate) on ${degenerate} of ${batches(weighed)}.`]
        : []),
      ...(fallback > 0
        ? [`${name}: an iteration did not converge, and a fallback was taken, on ${fallback} of ${batches(weighed)}.`]
        : []),
      ...(skipped > 0 ? [`${name}: ${batches(skipped)} skipped, because a loss or gradient was not finite.`] : []),
    ]),
    ...(imputed > 0 ? [`Missing inputs that were imputed: ${imputed}.`] : []),
    ...(unseen > 0 ? [`Inputs with a category that no training row has, taken as unknown: ${unseen}.`] : []),
  ];
}

function batches(count: number): string {
  return `${count} ${count === 1 ? 'batch' : 'batches'}`;
}
