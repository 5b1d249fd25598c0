import { compare } from '../../src/compare.ts';
import type { ReproductionContext } from '../../src/reproduce/reproduction.ts';
import { loadReproductionData } from '../../src/reproduce/data.ts';
import type { Study } from '../../src/study/study.ts';
import { executeTrial } from '../../src/trials/execute-trial.ts';

/** For reproductions that train nothing. */
export const noStudies: ReproductionContext = {
  seeds: 0,
  compare: () => Promise.reject(new Error('Nothing is trained here.')),
};

/** Trains the studies of a reproduction in this process, each made shorter; nothing is kept. */
export function shortened(seeds: number, shorten: (study: Study) => Study): ReproductionContext {
  return {
    seeds,
    compare: (studies) =>
      compare({
        studies: studies.map(shorten),
        store: { read: () => undefined, write: () => undefined },
        execute: (config) => executeTrial(config, { load: loadReproductionData }),
        sideBySide: 1,
      }),
  };
}
