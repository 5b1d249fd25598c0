import '@tensorflow/tfjs-backend-cpu';

import { expect, it } from 'vitest';

import type { Architecture } from '../../src/architectures/architecture.ts';
import type { Dataset, Split } from '../../src/data/dataset.ts';
import { beamSearch } from '../../src/decoders/beam-search.ts';
import { transformerDecoder } from '../../src/decoders/transformer-decoder.ts';
import { textTransformer } from '../../src/encoders/text-transformer.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import type { MultiTaskModel } from '../../src/model/multi-task-model.ts';
import { adam } from '../../src/optimizers/adam.ts';
import { random } from '../../src/random.ts';
import { tagging } from '../../src/tasks/kinds/tagging.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';

const [vocabulary, boundary, longest] = [6, 1, 4];
const places = longest + 1; // The end of a sequence has one too.
const padded = (tokens: readonly number[], length: number, by = 0): readonly number[] =>
  Array.from({ length }, (_, place) => tokens[place] ?? by);

const text = (length: number): TensorSpec => ({ shape: [length], dtype: 'int32', vocabulary });
const inputs = { source: text(longest), before: text(places) };

/** Sequences of 3 or 4 of the tokens 2 to 5. */
function sequences(size: number, seed: number): readonly (readonly number[])[] {
  const draw = random(seed);
  return Array.from({ length: size }, () => Array.from({ length: 3 + draw.integer(2) }, () => 2 + draw.integer(4)));
}

/** Labels are the reversed sequence and its end; the decoder reads the same, one place later (teacher forcing). */
function split(size: number, seed: number): Split {
  const rows = sequences(size, seed);
  const flat = (of: (row: readonly number[]) => readonly number[]): Int32Array => Int32Array.from(rows.flatMap(of));
  return {
    size,
    inputs: {
      source: flat((row) => padded(row, longest)),
      before: flat((row) => padded([boundary, ...row.toReversed()], places)),
    },
    labels: { reversed: { values: flat((row) => padded([...row.toReversed(), boundary], places, -1)) } },
  };
}

const encoderDecoder: Architecture = {
  config: { kind: 'architecture', name: 'encoder-decoder', options: {} },
  build({ encoder, scope }) {
    const source = encoder('source').build(inputs.source, scope.child('encoder'));
    const memory = source.output;
    const decoder = transformerDecoder({ blocks: 1, heads: 2 }).build(
      { tokens: inputs.before, memory },
      scope.child('decoder'),
    );
    return {
      call: ({ source: ids, before }, tasks, run) => {
        if (!ids || !before || tasks.length === 0) return {};
        return { reversed: decoder(before, source.call(ids, run), run) };
      },
    };
  },
};

/** The log-probabilities of the next token after each sequence. */
async function continued(
  model: MultiTaskModel,
  source: readonly number[],
  before: readonly (readonly number[])[],
): Promise<readonly number[][]> {
  const outputs = await model.predict({
    source: Int32Array.from(before.flatMap(() => padded(source, longest))),
    before: Int32Array.from(before.flatMap((tokens) => padded([boundary, ...tokens], places))),
  });
  return before.map(({ length }, index) => {
    const start = (index * places + length) * vocabulary;
    const logits = [...(outputs.reversed?.slice(start, start + vocabulary) ?? [])];
    const total = Math.log(logits.reduce((sum, value) => sum + Math.exp(value), 0));
    return logits.map((value) => value - total);
  });
}

it('a decoder learns to reverse sequences, and makes them by greedy and beam search', async () => {
  const dataset: Dataset = {
    name: 'reversal',
    inputs,
    tasks: [{ name: 'reversed', kind: tagging({ tags: vocabulary, length: places }) }],
    splits: { train: split(600, 1), validation: split(60, 2) },
  };
  const encoder = textTransformer({ blocks: 1, heads: 2 });
  const run = { encoder, architecture: encoderDecoder, balancer: equal, optimizer: adam(), engine: 'native' } as const;
  const { model } = await fit({ dataset, ...run, epochs: 25, batchSize: 20, learningRate: 0.004, seed: 1 });
  const test = sequences(40, 3);
  for (const beams of [1, 3]) {
    const made: (string | undefined)[] = [];
    for (const source of test) {
      const next = (before: readonly (readonly number[])[]): Promise<readonly number[][]> =>
        continued(model, source, before);
      made.push((await beamSearch(next, { beams, length: places, end: boundary }))[0]?.tokens.join());
    }
    const right = test.filter((source, index) => source.toReversed().join() === made[index]);
    expect(right.length / test.length).toBeGreaterThan(0.9);
  }
  await model.dispose();
});
