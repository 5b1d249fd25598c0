import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';

import { encoderFromConfig, type encoders } from '../../src/encoders/registry.ts';
import { InvalidOptionError, ShapeError } from '../../src/errors.ts';
import { loadModel } from '../../src/model-file/load-model.ts';
import { sizeOf } from '../../src/size-of.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { brokenOff, from, outcomeOf } from '../support/resume.ts';
import { build } from '../support/run-layer.ts';
import { smallDataset, type SmallInput, smallInputs } from '../support/small-inputs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Example {
  readonly inputs: readonly [SmallInput, ...SmallInput[]];
  readonly options: Readonly<Record<string, unknown>>;
}

const layers = { hidden: [6] };

/** The inputs that each encoder takes, and small options. */
const examples: Readonly<Record<keyof typeof encoders, Example>> = {
  charCnn: { inputs: ['text'], options: { embedding: 4, filters: [5, 6], windows: [5, 3], pool: 2, features: 5 } },
  cnn: { inputs: ['images'], options: { filters: [3], kernel: 3, features: 6 } },
  convNext: { inputs: ['images'], options: { filters: [3, 4], kernel: 3 } },
  dcnV2: { inputs: ['rows', 'numbers'], options: { ...layers, rank: 2, structure: 'parallel', dropout: 0.1 } },
  deepFm: { inputs: ['rows', 'numbers'], options: { ...layers, width: 3, dropout: 0.1 } },
  ftTransformer: { inputs: ['rows', 'numbers'], options: { blocks: 2, heads: 2, headWidth: 3, residualDropout: 0.1 } },
  gru: { inputs: ['text'], options: { embedding: 3, units: 4, layers: 2, bidirectional: false } },
  lstm: { inputs: ['text'], options: { embedding: 3, units: 4, layers: 2, dropout: 0.2 } },
  mlp: { inputs: ['numbers', 'images'], options: { ...layers, norm: 'batch', dropout: 0.1 } },
  periodicMlp: { inputs: ['rows', 'numbers'], options: { ...layers, frequencies: 3, width: 2, norm: 'layer' } },
  resNet: { inputs: ['images'], options: { filters: [3, 4] } },
  residualMlp: { inputs: ['rows', 'numbers'], options: { width: 5, hiddenDropout: 0.1, residualDropout: 0.1 } },
  skipCnn: { inputs: ['images'], options: { filters: [2, 3] } },
  tabular: { inputs: ['rows'], options: { ...layers, norm: 'batch' } },
  textEncoder: { inputs: ['text'], options: { embedding: 4, filters: 4, features: 5 } },
  textTransformer: { inputs: ['text'], options: { blocks: 2, heads: 2, headWidth: 3, dropout: 0.1 } },
  tokenEncoder: { inputs: ['text'], options: { embedding: 4, filters: [4], window: 3 } },
  uNet: { inputs: ['images'], options: { filters: [2, 3] } },
};

const pairs = Object.entries(examples).flatMap(([name, { inputs, options }]) =>
  inputs.map((input) => ({ name, input, encoder: encoderFromConfig({ kind: 'encoder', name, options }) })),
);

describe.each(pairs)('$name on $input', ({ input, encoder }) => {
  const dataset = smallDataset(input);
  const options = { dataset, encoder, balancer: equal, epochs: 2, batchSize: 8, seed: 3, engine: 'native' } as const;

  it('is trained, saved, loaded and exported: onnxruntime-node gives what predict gives', async () => {
    const { model } = await fit(options);
    const file = join(temporaryFolder(), 'model.safetensors');
    model.save(file);
    const loaded = loadModel(file, { engine: 'native' });
    expect(loaded.weights).toEqual(model.weights);
    const exported = join(temporaryFolder(), 'model.onnx');
    await loaded.exportOnnx(exported);
    const session = await InferenceSession.create(readFileSync(exported));
    const { shape } = smallInputs[input];
    const { input: values = [] } = dataset.splits.test.inputs;
    for (const size of [1, 12]) {
      const batch = values.slice(0, size * sizeOf({ shape })) as Float32Array;
      const expected = await loaded.predict(batch);
      expect(expected).toEqual(await model.predict(batch));
      const found = await session.run({ input: new Tensor(batch, [size, ...shape]) });
      for (const task of ['sum', 'largest']) {
        expectClose(found[task]?.data as Float32Array, expected[task] ?? [], 1e-5);
      }
    }
    await Promise.all([model.dispose(), loaded.dispose()]);
    await session.release();
  });

  it('is resumed bit by bit', async () => {
    const whole = await outcomeOf(options);
    expect(await outcomeOf({ ...options, resume: await brokenOff(options, 5) })).toEqual(from(whole, 1));
  });
});

it('ftTransformer leaves the vectors of columns out of weight decay, as its authors do', () => {
  const built = build(encoderFromConfig({ kind: 'encoder', name: 'ftTransformer', options: {} }), smallInputs.rows);
  const decays = (path: RegExp): readonly boolean[] =>
    built.parameters.filter((ref) => path.test(ref.path)).map(({ decay }) => decay);
  expect(decays(/^featureTokens/)).toEqual([false, false, false, false]);
  expect(new Set(decays(/kernel$/))).toEqual(new Set([true]));
});

it.each(Object.entries(examples))('%s refuses what it cannot take, in one sentence', (name, { inputs, options }) => {
  const encoder = encoderFromConfig({ kind: 'encoder', name, options });
  const others = Object.entries(smallInputs).filter(([input]) => !inputs.includes(input as SmallInput));
  const refused = others.map(([, spec]) => {
    try {
      build(encoder, spec);
      return undefined;
    } catch (error) {
      expect(error instanceof InvalidOptionError || error instanceof ShapeError).toBe(true);
      return String(error);
    }
  });
  for (const message of refused) expect(message).toMatch(/^\w+: \w+: [^.]+\.$/);
});
