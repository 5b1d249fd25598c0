import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { checkpoints } from '../../src/callbacks/checkpoints.ts';
import { stepLog } from '../../src/callbacks/step-log.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { DocumentError, InvalidOptionError } from '../../src/errors.ts';
import { batchNorm } from '../../src/layers/batch-norm.ts';
import { dense } from '../../src/layers/dense.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { adam } from '../../src/optimizers/adam.ts';
import { ema } from '../../src/optimizers/ema.ts';
import { random } from '../../src/random.ts';
import { loadCheckpoint } from '../../src/training/checkpoint-files.ts';
import { fit, type Fitted } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal } from '../support/balancers.ts';
import { fourNumbers } from '../support/four-numbers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function train(options: Partial<FitOptions>): Promise<Fitted> {
  const usual = {
    encoder: mlp({ hidden: [5], dropout: 0.2 }),
    balancer: equal,
    batchSize: 20,
    engine: 'wasm',
  } as const;
  return fit({ dataset: fourNumbers(), ...usual, epochs: 4, ...options });
}

describe('checkpoints in a folder', () => {
  it('resume a run to the same bits, moving averages and averaged weights included', async () => {
    const folder = temporaryFolder();
    const parts = {
      encoder: sequential([dense({ units: 5 }), batchNorm()]),
      optimizer: ema(adam(), { decay: 0.9 }),
    };
    await (await train({ ...parts, epochs: 2, callbacks: [checkpoints(folder)] })).model.dispose();
    const whole = await train({ ...parts, epochs: 5 });
    const resumed = await train({ ...parts, epochs: 5, resume: loadCheckpoint(folder) as never });
    expect(resumed.model.weights).toEqual(whole.model.weights);
    expect(resumed.history.epochs).toEqual(whole.history.epochs.slice(2));
    expect(resumed.history.bestEpoch).toBe(whole.history.bestEpoch);
    await Promise.all([whole.model.dispose(), resumed.model.dispose()]);
  });

  it('say how well the model did that a resumed run ends with, whichever process trained it', async () => {
    for (const keep of ['best', 'last'] as const) {
      const folder = temporaryFolder();
      const first = await train({ keep, callbacks: [checkpoints(folder)] });
      const again = await train({ keep, resume: loadCheckpoint(folder) as never });
      expect(Object.keys(first.model.trained?.validation ?? {})).not.toHaveLength(0);
      expect(again.model.trained).toEqual(first.model.trained);
      await Promise.all([first.model.dispose(), again.model.dispose()]);
    }
  });

  it('are the last ones and that of the best epoch', async () => {
    const folder = temporaryFolder();
    const falling = { config: { kind: 'monitor', name: 'own', options: {} }, create: () => own() };
    const own = (): (() => number) => {
      const values = [5, 1, 3, 4, 6, 7];
      return () => values.shift() ?? 9;
    };
    const { model } = await train({ epochs: 6, monitor: falling, callbacks: [checkpoints(folder, { last: 2 })] });
    await model.dispose();
    expect(readdirSync(folder).sort()).toEqual([
      'checkpoint-000002.safetensors',
      'checkpoint-000005.safetensors',
      'checkpoint-000006.safetensors',
    ]);
  });

  it('do not grow with the run', async () => {
    const folder = temporaryFolder();
    const { model } = await train({ epochs: 12, callbacks: [checkpoints(folder, { last: 12 })] });
    await model.dispose();
    const sizes = readdirSync(folder)
      .sort()
      .map((name) => statSync(join(folder, name)).size);
    expect(sizes).toHaveLength(12);
    expect((sizes.at(-1) ?? 0) - (sizes[1] ?? 0)).toBeLessThan(12 * 25); // A number a epoch: what was monitored.
  });

  it('that are damaged are named, and the one before is used', async () => {
    const folder = temporaryFolder();
    await (await train({ callbacks: [checkpoints(folder, { last: 3 })] })).model.dispose();
    truncateSync(join(folder, 'checkpoint-000004.safetensors'), 500);
    const refused: string[] = [];
    const found = loadCheckpoint(folder, { onRefused: (sentence) => refused.push(sentence) });
    expect(found?.position.epoch).toBe(3);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(/checkpoint-000004.safetensors is not a whole checkpoint: .*\.$/);
    expect(() => loadCheckpoint(join(folder, 'checkpoint-000004.safetensors'))).toThrow(DocumentError);
  });

  it('that were altered are refused in a sentence: 200 of 200 mutations', async () => {
    const folder = temporaryFolder();
    await (await train({ epochs: 1, callbacks: [checkpoints(folder)] })).model.dispose();
    const file = join(folder, 'checkpoint-000001.safetensors');
    const whole = readFileSync(file);
    const stream = random(1);
    const sentences: string[] = [];
    for (let trial = 0; trial < 200; trial += 1) {
      const bytes = Uint8Array.from(whole);
      const place = stream.integer(bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 + stream.integer(255));
      writeFileSync(file, bytes);
      try {
        loadCheckpoint(file);
      } catch (error) {
        expect(error).toBeInstanceOf(DocumentError);
        sentences.push((error as Error).message);
      }
    }
    expect(sentences).toHaveLength(200);
    for (const sentence of sentences) expect(sentence).toMatch(/^\S+ is not a whole checkpoint: [^\n]+\.$/);
  });

  it('of another run are refused with a sentence that says what differs', async () => {
    const folder = temporaryFolder();
    await (await train({ epochs: 1, callbacks: [checkpoints(folder)] })).model.dispose();
    const resume = loadCheckpoint(folder) as never;
    await expect(train({ resume, seed: 1 })).rejects.toThrow('of a run with the seed 1, received 0');
    await expect(train({ resume, encoder: mlp({ hidden: [5], dropout: 0.3 }) })).rejects.toThrow('dropout');
    await expect(train({ resume, learningRate: 0.1 })).rejects.toThrow(InvalidOptionError);
    await expect(train({ resume, dataset: fourNumbers(180) })).rejects.toThrow('of a run with the data');
  });

  it('is undefined for an empty folder', () => {
    expect(loadCheckpoint(temporaryFolder())).toBeUndefined();
  });
});

describe('the log of steps', () => {
  it('has a line of JSON for every step and epoch, of a resumed run too', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'logs', 'steps.jsonl');
    const callbacks = [checkpoints(join(folder, 'kept')), stepLog(file)];
    await (await train({ epochs: 1, callbacks })).model.dispose();
    await (
      await train({ epochs: 2, callbacks, resume: loadCheckpoint(join(folder, 'kept')) as never })
    ).model.dispose();
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    const events = lines.map((line) => JSON.parse(line) as { event: string; step?: number; epoch?: number });
    expect(events.map(({ event }) => event)).toEqual(
      [0, 1].flatMap(() => [...Array.from({ length: 10 }, () => 'step'), 'epoch']),
    );
    expect(events.filter(({ event }) => event === 'step').map(({ step }) => step)).toEqual([...Array(20).keys()]);
  });

  it('is closed when the run fails', async () => {
    const file = join(temporaryFolder(), 'steps.jsonl');
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(train({ callbacks: [stepLog(file)], signal })).rejects.toThrow('enough');
    expect(readFileSync(file, 'utf8')).toBe('');
  });
});
