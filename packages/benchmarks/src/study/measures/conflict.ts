import { conflictOf } from '../../measures/conflict.ts';
import { holm } from '../../statistics/holm.ts';
import { mean } from '../../statistics/summary.ts';
import type { Looks } from '../../trials/looks-schema.ts';
import { plainArm } from '../plain-arm.ts';
import type { Arm } from '../study.ts';
import type { StudyResults } from '../study-results.ts';
import type { ConflictResult } from './conflict-schema.ts';

type Cosine = Omit<ConflictResult['layers'][string][number], 'tasks'>;
type Seen = Looks['update'][number];

/** A cosine before the adjustment of its p. */
interface Measured {
  readonly key: readonly [string, number];
  readonly found: Omit<Cosine, 'adjustedP' | 'verdict'>;
  readonly p: number;
}

/**
 * Where the gradients of tasks conflict, layer by layer, and whether the updates that were applied served each task. The band of a mean is that of runs
 * whose tasks are unrelated: see `conflictOf`.
 *
 * @param results - The results of a study.
 * @param every - Steps between two looks.
 */
export function conflictResult(results: StudyResults, every: number): ConflictResult {
  const { tasks, arms } = results.study;
  const names = tasks.map(({ name }) => name);
  const plain = plainArm(arms);
  const trials = plain ? results.of(plain) : [];
  const pairs = trials[0]?.trace.pairs ?? [];
  const paths = trials[0]?.looks?.layers.map(({ path }) => path) ?? [];
  const inLayers = paths.flatMap((path) =>
    pairs.map((_, pair) => {
      const seen = trials.flatMap(({ looks }) => looks?.layers.find((layer) => layer.path === path)?.pairs[pair] ?? []);
      return measured([path, pair], seen);
    }),
  );
  const looked = arms.filter((arm) => looksOf(results, arm).some(({ update }) => update.length > 0));
  const ofUpdates = looked.flatMap((arm) =>
    names.map((_, task) =>
      measured(
        [arm.name, task],
        looksOf(results, arm).flatMap(({ update }) => update[task] ?? []),
      ),
    ),
  );
  const [layers, updates] = [adjusted(inLayers), adjusted(ofUpdates)];
  return {
    every,
    layers: Object.fromEntries(
      paths.map((path) => [
        path,
        pairs.flatMap(([first, second], pair) => {
          const found = layers(path, pair);
          return found ? [{ tasks: [names[first] ?? '', names[second] ?? ''] as [string, string], ...found }] : [];
        }),
      ]),
    ),
    updates: Object.fromEntries(
      looked.map((arm) => {
        const least = looksOf(results, arm).flatMap((looks) => looks.least ?? []);
        return [
          arm.name,
          {
            tasks: Object.fromEntries(
              names.flatMap((name, task) => {
                const found = updates(arm.name, task);
                return found ? [[name, found]] : [];
              }),
            ),
            least: mean(least.map(({ meanCosine }) => meanCosine)),
            anyShare: mean(least.map(({ conflicting }) => conflicting)),
          },
        ];
      }),
    ),
  };
}

function looksOf(results: StudyResults, arm: Arm): readonly Looks[] {
  return results.of(arm).flatMap(({ looks }) => looks ?? []);
}

function measured(key: Measured['key'], seen: readonly Seen[]): Measured {
  const { cosine, band, p } = conflictOf(seen.map(({ meanCosine }) => [meanCosine]));
  const share = mean(seen.map(({ conflicting }) => conflicting).filter(Number.isFinite));
  return { key, found: { cosine, band, share }, p };
}

/** Gives each cosine with its p after Holm's adjustment over all of them; those that were never seen are left out. */
function adjusted(all: readonly Measured[]): (name: string, place: number) => Cosine | undefined {
  const seen = all.filter(({ found }) => Number.isFinite(found.cosine));
  const ps = holm(seen.map(({ p }) => p));
  return (name, place) => {
    const index = seen.findIndex(({ key }) => key[0] === name && key[1] === place);
    const one = seen[index];
    if (!one) return undefined;
    const adjustedP = ps[index] ?? Number.NaN;
    const verdict = !(adjustedP < 0.05) ? 'unrelated' : Number(one.found.cosine) < 0 ? 'conflict' : 'agreement';
    return { ...one.found, adjustedP, verdict };
  };
}
