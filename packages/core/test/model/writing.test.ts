import { join } from 'node:path';

import '@tensorflow/tfjs-backend-cpu';

import { EngineChoice } from '@equipoise/compiler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Dataset, Split } from '../../src/data/dataset.ts';
import { transformerDecoder } from '../../src/decoders/transformer-decoder.ts';
import { textEncoder } from '../../src/encoders/text-encoder.ts';
import { textTransformer } from '../../src/encoders/text-transformer.ts';
import { loadModel } from '../../src/model-file/load-model.ts';
import { ModelGraph } from '../../src/model/model-graph.ts';
import { MultiTaskModel } from '../../src/model/multi-task-model.ts';
import { adam } from '../../src/optimizers/adam.ts';
import { random } from '../../src/random.ts';
import { generation } from '../../src/tasks/kinds/generation.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { tagging } from '../../src/tasks/kinds/tagging.ts';
import { fit } from '../../src/training/fit.ts';
import { equal, shortest } from '../support/balancers.ts';
import { brokenOff, from, outcomeOf } from '../support/resume.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const [letters, longest] = [3, 3];
const length = longest + 1; // The end of a text has a place too.
const names = ['</s>', 'a', 'b', 'c'];
const decoder = transformerDecoder({ blocks: 1, heads: 2, headWidth: 8 });
const options = { tokens: names, length, separator: '', decoder };

/** Texts of 2 or 3 letters: reversed, with the first letter as the class and the next letter of the alphabet as tags. */
function split(size: number, seed: number): Split {
  const draw = random(seed);
  const texts = Array.from({ length: size }, () =>
    Array.from({ length: 2 + draw.integer(2) }, () => draw.integer(letters)),
  );
  const flat = (of: (text: readonly number[]) => readonly number[], width: number, by: number): Int32Array =>
    Int32Array.from(texts.flatMap((text) => Array.from({ length: width }, (_, place) => of(text)[place] ?? by)));
  return {
    size,
    inputs: { text: flat((text) => text.map((letter) => letter + 1), longest, 0) },
    labels: {
      reversed: { values: flat((text) => [...text.toReversed().map((letter) => letter + 1), 0], length, -1) },
      first: { values: flat(([first = 0]) => [first], 1, 0) },
      next: { values: flat((text) => text.map((letter) => (letter + 1) % letters), longest, -1) },
    },
  };
}

function datasetOf(kind = generation(options), size = 300): Dataset {
  return {
    name: 'reversal',
    inputs: { text: { shape: [longest], dtype: 'int32', vocabulary: letters + 1 } },
    tasks: [
      { name: 'reversed', kind },
      { name: 'first', kind: multiclass({ classes: letters }) },
      { name: 'next', kind: tagging({ tags: letters, length: longest }) },
    ],
    splits: { train: split(size, 1), validation: split(60, 2) },
  };
}

const usual = {
  encoder: textTransformer({ blocks: 1, heads: 2, headWidth: 8 }),
  balancer: equal,
  optimizer: adam(),
  batchSize: 20,
  learningRate: 0.01,
  seed: 1,
};

describe('a task that writes', () => {
  const test = split(40, 3);
  const texts = test.inputs.text ?? new Int32Array();
  const row = (index: number): Int32Array => Int32Array.from(texts.subarray(index * longest, (index + 1) * longest));
  let model: MultiTaskModel;
  beforeAll(async () => {
    ({ model } = await fit({ dataset: datasetOf(), ...usual, epochs: 12 }));
  });
  afterAll(async () => model.dispose());

  /** The log-probabilities of texts that begin with some tokens, one for each example, by the loss of true tokens. */
  async function logsOf(source: number, prefixes: readonly (readonly number[])[]): Promise<readonly number[]> {
    const logs: number[] = [];
    for (const tokens of prefixes) {
      const values = Int32Array.from({ length }, (_, place) => tokens[place] ?? -1);
      const { losses } = await model.evaluate({
        size: 1,
        inputs: { text: row(source) },
        labels: { reversed: { values } },
      });
      logs.push(-tokens.length * (losses.reversed ?? NaN));
    }
    return logs;
  }

  it('is learnt beside a class and tags of the same encoder', async () => {
    const { metrics } = await model.evaluate(test);
    expect(metrics.reversed?.chrf).toBeGreaterThan(90);
    expect(metrics.first?.accuracy).toBeGreaterThan(0.9);
    expect(metrics.next?.accuracy).toBeGreaterThan(0.9);
    const { reversed = new Float32Array() } = await model.predict(texts);
    const right = test.labels.reversed?.values ?? new Int32Array();
    const equalTexts = Array.from({ length: 40 }, (_, index) => {
      const of = (values: Float32Array | Int32Array): string =>
        String(model.tasks[0]?.kind.decode(values.subarray(index * length, (index + 1) * length)));
      return of(reversed) === of(right);
    });
    expect(equalTexts.filter(Boolean).length).toBeGreaterThan(36);
  });

  it('takes the token that is likeliest after those that it wrote', async () => {
    const { reversed = new Float32Array() } = await model.predict(row(0));
    const written: number[] = [];
    for (let token = -1; token !== 0 && written.length < length;) {
      const logs = await logsOf(
        0,
        names.map((_, next) => [...written, next]),
      );
      const before = written.length === 0 ? [0] : await logsOf(0, [written]);
      expect(logs.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(Math.exp(before[0] ?? NaN), 4);
      token = logs.indexOf(Math.max(...logs));
      written.push(token);
    }
    expect([...reversed].slice(0, written.length)).toEqual(written);
  });

  it('finds with as many beams as there are texts the most probable one', async () => {
    const { parameters, buffers } = model.weights;
    const noisy = parameters.map((value, index) => value + 0.5 * Math.sin(index)); // So that no text is nearly certain.
    const wide = generation({ ...options, beams: 400, penalty: 0 });
    const graph = new ModelGraph({ ...model.graph.parts, tasks: datasetOf(wide).tasks });
    const searched = new MultiTaskModel({
      graph,
      weights: { parameters: noisy, buffers },
      engine: new EngineChoice({}),
    });
    model.setWeights({ parameters: noisy, buffers });
    const every = (prefix: readonly number[]): readonly (readonly number[])[] => {
      if (prefix.at(-1) === 0 || prefix.length === length) return [prefix];
      return names.flatMap((_, token) => every([...prefix, token]));
    };
    const all = every([]);
    const logs = await logsOf(1, all);
    const best = all[logs.indexOf(Math.max(...logs))] ?? [];
    const { reversed = new Float32Array() } = await searched.predict(row(1));
    expect([...reversed].slice(0, best.length)).toEqual(best);
    model.setWeights({ parameters, buffers });
    await searched.dispose();
  });

  it('writes the same after it was saved and loaded, and is no ONNX file', async () => {
    const file = join(temporaryFolder(), 'model.safetensors');
    model.save(file);
    const loaded = loadModel(file);
    expect(loaded.tasks[0]?.kind.config).toEqual(model.tasks[0]?.kind.config);
    expect(await loaded.predict(texts)).toEqual(await model.predict(texts));
    await expect(loaded.exportOnnx(`${file}.onnx`)).rejects.toThrow('task reversed writes token by token');
    await loaded.dispose();
  });

  it('goes on bit by bit after a break', async () => {
    const short = { ...usual, dataset: datasetOf(generation(options), 60), epochs: 2, balancer: shortest };
    const [reversed, first] = short.dataset.tasks;
    const dataset = { ...short.dataset, tasks: [reversed, first].filter((task) => task !== undefined) };
    const resume = await brokenOff({ ...short, dataset }, 4);
    expect(await outcomeOf({ ...short, dataset, resume })).toEqual(from(await outcomeOf({ ...short, dataset }), 1));
  });

  it('needs features of tokens', () => {
    const parts = { ...model.graph.parts, encoder: textEncoder() };
    expect(() => new ModelGraph(parts)).toThrow('transformerDecoder: option `memory` must be features of tokens');
  });
});
