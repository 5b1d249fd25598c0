import { join } from 'node:path';

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';

import { architectureFromConfig, architectures } from '../../src/architectures/registry.ts';
import type { Split } from '../../src/data/dataset.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { loadModel } from '../../src/model-file/load-model.ts';
import { parsePart } from '../../src/options/parse-part.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { events } from '../support/events.ts';
import { expectClose } from '../support/expect-close.ts';
import { brokenOff, from, outcomeOf } from '../support/resume.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// Binary tasks that follow each other on one vector of numbers: what every architecture takes.
const dataset = events();
const test: Split = dataset.splits.test;

// With the options that change what is computed the most beside the usual ones.
const variants = ['aitm(product=false)', 'dselect-k(experts=3,perExample=true)', 'ple(levels=1)', 'stem(levels=2)'];

describe.each([...Object.keys(architectures), ...variants])('%s', (text) => {
  const make = () => architectureFromConfig({ kind: 'architecture', ...parsePart(text) });
  const usual = { dataset, balancer: equal, encoder: mlp({ hidden: [6, 5], dropout: 0.1 }), batchSize: 20 };
  const options = { ...usual, learningRate: 0.01, epochs: 3, seed: 2, engine: 'wasm' } as const;

  it('goes on bit by bit', async () => {
    const resume = await brokenOff({ ...options, architecture: make() }, 5);
    const whole = await outcomeOf({ ...options, architecture: make() });
    expect(await outcomeOf({ ...options, architecture: make(), resume })).toEqual(from(whole, 1));
  });

  it('comes back from its file with the same bits, and from ONNX with the same outputs', async () => {
    const { model } = await fit({ ...options, architecture: make() });
    const folder = temporaryFolder();
    const predicted = await model.predict(test.inputs);
    model.save(join(folder, 'model.safetensors'));
    const loaded = loadModel(join(folder, 'model.safetensors'), { engine: 'wasm' });
    expect(await loaded.predict(test.inputs)).toEqual(predicted);
    expect(loaded.graph.parts.architecture.config).toEqual(model.graph.parts.architecture.config);

    await model.exportOnnx(join(folder, 'model.onnx'));
    const session = await InferenceSession.create(join(folder, 'model.onnx'));
    const input = new Tensor('float32', test.inputs.input as Float32Array, [test.size, 4]);
    const outputs = await session.run({ input });
    for (const task of ['click', 'buy'])
      expectClose([...(outputs[task]?.data as Float32Array)], [...(predicted[task] ?? [])], 1e-5);
    await Promise.all([model.dispose(), loaded.dispose(), session.release()]);
  });

  it('shares what several outputs depend on, and leaves no parameter without a user', async () => {
    const { model } = await fit({ ...options, architecture: make(), epochs: 1 });
    const { users, shared } = model.graph.partition;
    await model.dispose();
    expect(Math.min(...users.map(({ length }) => length))).toBeGreaterThan(0);
    const isAnyShared = users.some(({ length }) => length > 1);
    expect(shared).toEqual(users.map(({ length }) => length > 1 || !isAnyShared));
  });
});
