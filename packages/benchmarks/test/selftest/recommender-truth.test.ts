import { describe, expect, it } from 'vitest';

import { findWay } from '../../src/recommend/find-way.ts';
import { loadWorld, type TruthName, worldName } from '../../src/selftest/known-truth.ts';
import { truthEffort, truthTraining } from '../../src/selftest/recommender-truth.ts';
import { executeTrial } from '../../src/trials/execute-trial.ts';

/** What is recommended for one world, trained for real, with the effort of the committed table but for its seeds. */
async function recommendedFor(set: TruthName, epochs: number): Promise<string> {
  const world = worldName(set, 0);
  const load = ({ seed }: { readonly seed: number }) => loadWorld({ dataset: world, seed });
  const { decision } = await findWay(
    { dataset: await load({ seed: 0 }), training: truthTraining },
    {
      effort: { ...truthEffort, seeds: 3 },
      seed: 0,
      engine: 'wasm',
      epochs,
      floors: false,
      conflict: false,
      prefer: 'simple',
      strategies: [],
      architectures: [],
      making: {
        jobs: 1,
        store: { read: () => undefined, write: () => undefined },
        execute: (config) => executeTrial(config, { load }),
      },
      onStage: () => undefined,
      onCut: () => undefined,
    },
  );
  return decision.chosen.name;
}

describe('a recommendation where the truth is known', () => {
  it('keeps a task apart from labels of pure noise, which truly hurt it', async () => {
    expect(await recommendedFor('independent-noise', 20)).toBe('separate');
  });
});
