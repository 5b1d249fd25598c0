import {
  architectureFromConfig,
  architectures,
  binary,
  type Dataset,
  fit,
  mlp,
  random,
  type Split,
} from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { parseStrategy, strategies } from '../src/index.ts';

/** Three events that follow each other, so that every architecture can be built for them; some labels are missing. */
const dataset: Dataset = {
  name: 'events',
  inputs: { x: { shape: [3], dtype: 'float32' } },
  tasks: ['seen', 'clicked', 'bought'].map((name) => ({ name, kind: binary() })),
  splits: { train: events(16), validation: events(8) },
};

const names = Object.keys(architectures);

describe.each(names)('%s', (name) => {
  const architecture = architectureFromConfig({ kind: 'architecture', name, options: {} });

  it.each(Object.keys(strategies))('takes two steps with %s', async (strategy) => {
    const { model, history } = await fit({
      ...{ dataset, architecture, encoder: mlp({ hidden: [4] }), balancer: parseStrategy(strategy) },
      ...{ epochs: 1, batchSize: 8, learningRate: 0.01, seed: 1, engine: 'wasm', keep: 'last' },
    });
    const before = model.graph.init(random(1)).parameters;
    const { parameters } = model.weights;
    await model.dispose();
    expect(history.steps).toHaveLength(2);
    expect(parameters.every(Number.isFinite)).toBe(true);
    expect(parameters).not.toEqual(before);
  });
});

function events(size: number): Split {
  const stream = random(5).fork(String(size));
  const x = Float32Array.from({ length: 3 * size }, () => stream.normal());
  const happened = (step: number): Float32Array =>
    Float32Array.from({ length: size }, (_, row) => Number((x[3 * row] ?? 0) > 0.4 * step - 0.8));
  const mask = Uint8Array.from({ length: size }, (_, row) => Number(row % 5 !== 0));
  return {
    size,
    inputs: { x },
    labels: { seen: { values: happened(0) }, clicked: { values: happened(1), mask }, bought: { values: happened(2) } },
  };
}
