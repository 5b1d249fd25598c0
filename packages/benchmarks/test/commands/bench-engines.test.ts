import { describe, expect, it } from 'vitest';

import { engineCases } from '../../src/bench/engine-cases.ts';
import { measureEngines } from '../../src/bench/engines.ts';
import { runBenchEngines } from '../../src/commands/run-bench-engines.ts';

describe('bench engines', () => {
  it('measures a step on both engines, counts its work and says what auto takes', async () => {
    const penguins = (await engineCases()).find(({ workload }) => workload.name === 'penguins');
    if (!penguins) throw new Error('penguins is not among the models');
    const row = await measureEngines(penguins, { rounds: 1, warmUp: 2 });
    expect(row).toMatchObject({ workload: 'penguins', strategy: 'equal', engine: 'wasm', work: { calls: 1 } });
    expect(row.nativeMs).toBeGreaterThan(0);
    expect(row.loss).toBe(row.wasmMs / Math.min(row.wasmMs, row.nativeMs));
  });

  it('names the nearest model for an unknown one', async () => {
    const wrong = runBenchEngines({ model: 'penguin', rounds: 1, warmUp: 1 });
    await expect(wrong).rejects.toThrow('did you mean penguins?');
  });
});
