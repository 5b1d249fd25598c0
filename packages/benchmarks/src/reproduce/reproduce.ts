import { availableParallelism, cpus, platform } from 'node:os';

import { checkKnownOptions, InvalidOptionError } from '@equipoise/core';

import { compare } from '../compare.ts';
import { checkProvenance, type Provenance } from '../study/kept-study.ts';
import type { TrialMakerOptions } from '../trials/run-trials.ts';
import type { Store } from '../trials/store.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import type { Study } from '../study/study.ts';
import type { Reproduction } from './reproduction.ts';
import { type ReproductionResult, reproductionSchema } from './reproduction-schema.ts';

/** How a reproduction is made. */
export interface ReproduceOptions extends TrialMakerOptions {
  /**
   * How many seeds, at least 2.
   *
   * @defaultValue those of the reproduction
   */
  readonly seeds?: number | undefined;
  /** How many trials are made side by side. */
  readonly sideBySide: number;
  /** How it is made. */
  readonly made: Provenance;
  /** Hears which studies are made, before each time that some are. */
  readonly onStudies?: (studies: readonly Study[]) => void;
}

/**
 * Makes a reproduction. Trials that the store holds are not made again.
 *
 * @param reproduction - Which.
 * @param options - How many seeds, and what makes the trials.
 * @throws {@link @equipoise/core!InvalidOptionError} for seeds where nothing is drawn, or too few, and what trials throw.
 */
export async function reproduce(reproduction: Reproduction, options: ReproduceOptions): Promise<ReproductionResult> {
  checkKnownOptions<ReproduceOptions>('reproduce', options, {
    seeds: true,
    sideBySide: true,
    made: true,
    onStudies: true,
    store: true,
    execute: true,
    onEvent: true,
  });
  const { made, onStudies, seeds = reproduction.seeds, store, ...making } = options;
  checkProvenance('reproduce', made);
  checkSeeds(reproduction, seeds);
  const minutes = new Map<string, number>();
  const note = ({ id, steps, msPerStep }: TrialResult): void => void minutes.set(id, (steps * msPerStep) / 60_000);
  const noting: Store = {
    read(config) {
      const kept = store.read(config);
      if (kept) note(kept);
      return kept;
    },
    write(result) {
      store.write(result);
      note(result);
    },
  };
  const { settings, departures, figures } = await reproduction.run({
    seeds,
    compare: async (studies) => {
      onStudies?.(studies);
      return await compare({ studies, ...making, store: noting });
    },
  });
  const { name, title, paper } = reproduction;
  const found = { name, title, paper, settings, seeds, figures: figures.map(withEnds), departures, made };
  return reproductionSchema.parse({
    ...found,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown processor',
      cores: availableParallelism(),
      node: process.version,
      platform: platform(),
    },
    trials: minutes.size,
    trainingMinutes: Number([...minutes.values()].reduce((sum, each) => sum + each, 0).toPrecision(2)),
  });
}

function checkSeeds({ name, seeds: usual }: Reproduction, seeds: number): void {
  const expected = usual === 0 ? `left out with ${name}, which draws nothing` : 'a whole number of at least 2';
  if (seeds === usual || (usual > 0 && Number.isSafeInteger(seeds) && seeds >= 2)) return;
  throw new InvalidOptionError('reproduce', 'seeds', expected, seeds);
}

/** An end that is not finite is none. */
function withEnds(figure: ReproductionResult['figures'][number]): ReproductionResult['figures'][number] {
  const { low, high, estimate } = figure.ours;
  const end = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);
  return { ...figure, ours: { estimate, low: end(low), high: end(high) } };
}
