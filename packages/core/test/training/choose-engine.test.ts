import { at } from '../../src/at.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { mlp } from '../../src/encoders/mlp.ts';
import type { Checkpoint } from '../../src/training/checkpoint.ts';
import { chooseEngine } from '../../src/training/choose-engine.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal, shortest } from '../support/balancers.ts';
import { table } from '../support/tables.ts';

const small: FitOptions = {
  dataset: table(),
  encoder: mlp({ hidden: [6] }),
  balancer: equal,
  epochs: 1,
  batchSize: 10,
};
const wide: FitOptions = { ...small, encoder: mlp({ hidden: [1024, 1024] }), batchSize: 40 };

async function checkpointOf(options: FitOptions): Promise<Checkpoint> {
  const kept: Checkpoint[] = [];
  const { model } = await fit({
    ...options,
    callbacks: [{ name: 'keep', onEpochEnd: async (_, run) => void kept.push(await run.checkpoint()) }],
  });
  await model.dispose();
  return at(kept, kept.length - 1);
}

describe('the engine of a training', () => {
  it('is wasm for a small step and native for a wide one, as the reason says', async () => {
    const [forSmall, forWide] = [await chooseEngine(small), await chooseEngine(wide)];
    expect([forSmall.engine, forWide.engine]).toEqual(['wasm', 'native']);
    for (const { engineReason } of [forSmall, forWide]) expect(engineReason).toMatch(/^by the cost model /);
    expect(forWide.work?.matmulFlops).toBeGreaterThan(2 * 40 * 1024 ** 2); // The forward pass alone has as many.
  });

  it('is the one that fit takes, for the steps and for the model after them', async () => {
    for (const options of [small, { ...small, balancer: shortest }]) {
      const { engine, engineReason } = await chooseEngine(options);
      const fitted = await fit(options);
      expect([fitted.engine, fitted.engineReason]).toEqual([engine, engineReason]);
      await fitted.model.dispose();
    }
  });

  it('is the one that is asked for, and then nothing is counted', async () => {
    const asked = await chooseEngine({ ...wide, engine: 'wasm' });
    expect(asked).toEqual({ engine: 'wasm', engineReason: 'asked for', work: undefined });
  });

  it('is chosen without a trace in memory', async () => {
    await chooseEngine(small); // What is made once and kept.
    const before = tf.memory().numTensors;
    await chooseEngine(small);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is that of the checkpoint where a run is gone on with, whatever the step has to do', async () => {
    const resume = await checkpointOf({ ...small, engine: 'native' });
    expect(resume.identity.engine).toBe('native');
    const { model, engine } = await fit({ ...small, epochs: 2, resume });
    expect(engine).toBe('native');
    await model.dispose();
  });

  it('must not be another than that of the checkpoint', async () => {
    const resume = await checkpointOf({ ...small, engine: 'native' });
    await expect(fit({ ...small, epochs: 2, engine: 'wasm', resume })).rejects.toThrow(
      'fit: option `resume` must be of a run with the engine "wasm", received "native".',
    );
  });
});
