import { join } from 'node:path';

import { cnn, fit, loadModel, random, textEncoder } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fromTable } from '../src/index.ts';
import { at, inputOf } from './support/known.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const equal = {
  name: 'equal',
  needs: 'nothing',
  init: () => null,
  weigh: ({ tasks = [] }: { readonly tasks?: readonly number[] }) => ({ weights: tasks.map(() => 1), state: null }),
} as const;

const stream = random(7);
const filler = ['The', 'food', 'was', 'and', 'service', 'very', 'today'];
const moods = { good: ['great', 'Lovely', 'tasty'], bad: ['awful', 'cold', 'rude'] };
/** Good reviews are of good words; the bill grows with the guests, and good ones pay 20 more; a bright photo is of the day. */
const reviews = Array.from({ length: 500 }, (_, row) => {
  const good = stream.integer(2) === 1;
  const words = [...Array.from({ length: 3 }, () => at(filler, stream.integer(7)))];
  words.splice(stream.integer(4), 0, at(good ? moods.good : moods.bad, stream.integer(3)));
  const guests = 1 + stream.integer(6);
  const day = stream.integer(2) === 1;
  const [width, height] = [4 + stream.integer(5), 3 + stream.integer(5)];
  const data = Uint8Array.from({ length: width * height }, () => stream.integer(128) + (day ? 127 : 0));
  return {
    review: row % 50 === 0 ? null : `${words.join(' ')}!`,
    guests,
    photo: { data, width, height },
    mood: good ? 'good' : 'bad',
    bill: 30 * guests + (good ? 20 : 0),
    time: day ? 'day' : 'night',
  };
});
const image = { kind: 'image', height: 6, width: 6, channels: 'grey' } as const;

describe('a table with texts and images', () => {
  const folder = temporaryFolder();

  it('has an input of each, fitted to the training rows, beside that of the other columns', () => {
    const dataset = fromTable({
      table: reviews,
      inputs: { guests: 'numeric', review: { kind: 'text', length: 5 }, photo: image },
      targets: { mood: 'binary', bill: 'regression' },
    });
    expect(Object.keys(dataset.inputs)).toEqual(['table', 'review', 'photo']);
    const { review, photo } = dataset.preprocessing.inputs;
    const { vocabulary } = review?.config.options as { vocabulary: readonly string[] };
    expect([...vocabulary].sort()).toEqual(
      ['!', ...filler, ...moods.good, ...moods.bad].map((word) => word.toLowerCase()).sort(),
    );
    expect(review?.spec).toEqual({ shape: [5], dtype: 'int32', vocabulary: 14 + 2 });
    expect(photo?.spec.shape).toEqual([6, 6, 1]);
    const pixels = Array.from(inputOf(dataset.splits.train, 'photo'));
    const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    const variance = pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels.length;
    expect([mean, variance]).toEqual([expect.closeTo(0, 4), expect.closeTo(1, 4)]);
  });

  it('keeps the most frequent tokens that occur often enough, in an order that no row decides', () => {
    const rows = ['b b b c c a a d', 'b c a', 'e'].flatMap((note) => [
      { note, y: 1 },
      { note, y: 2 },
    ]);
    const vocabularyOf = (options: object): unknown => {
      const input = { kind: 'text', tokens: 'characters', ...options } as const;
      const parts = { validation: 1 / 6, test: 1 / 6, seed: 3 };
      const { preprocessing } = fromTable({
        table: [...rows, ...rows],
        inputs: { note: input },
        targets: { y: 'regression' },
        ...parts,
      });
      return (preprocessing.inputs.note?.config.options as { vocabulary: readonly string[] }).vocabulary;
    };
    expect(vocabularyOf({ minCount: 1 })).toEqual([' ', 'b', 'a', 'c', 'd', 'e']);
    expect(vocabularyOf({ vocabulary: 2 })).toEqual([' ', 'b']);
  });

  it('is learnt from all inputs, saved with them, and predicts the same bits when it is loaded', async () => {
    const dataset = fromTable({
      table: reviews,
      inputs: { guests: 'numeric', review: 'text', photo: image },
      targets: { mood: 'binary', bill: 'regression', time: 'binary' },
    });
    const { model } = await fit({
      dataset,
      balancer: equal,
      encoder: {
        review: textEncoder({ features: 16, filters: 16 }),
        photo: cnn({ filters: [4], kernel: 3, features: 8 }),
      },
      epochs: 40,
      batchSize: 30,
      learningRate: 0.01,
      engine: 'wasm',
    });
    const { metrics } = await model.evaluate(dataset.splits.test);
    expect(metrics.mood?.accuracy).toBeGreaterThan(0.95);
    expect(metrics.time?.accuracy).toBeGreaterThan(0.95);
    expect(metrics.bill?.rmse).toBeLessThan(8); // Without the review it is 10, without the guests 51.
    const photo = { data: new Uint8Array(60).fill(200), width: 10, height: 6 };
    const rows = [
      { review: 'Very LOVELY indeed', guests: 2, photo },
      { guests: 3, photo },
    ];
    const [first] = await model.predictRows(rows);
    expect(first?.mood.class).toBe('good');
    expect(first?.time.class).toBe('day');
    expect(Math.abs((first?.bill ?? NaN) - 80)).toBeLessThan(15);
    const file = join(folder(), 'reviews.safetensors');
    model.save(file);
    const loaded = loadModel(file, { engine: 'wasm' });
    expect(await loaded.predictRows(rows)).toEqual(await model.predictRows(rows));
    await expect(model.exportOnnx(`${file}.onnx`, { preprocessing: true })).rejects.toThrow(
      'exportOnnx: preprocessing by textInput (input review) cannot be in a file; without the option, the file takes tensors.',
    );
    await Promise.all([model.dispose(), loaded.dispose()]);
  });

  it('refuses options that do not exist or do not fit, in one sentence', () => {
    const make = (inputs: object): (() => unknown) => {
      return () => fromTable({ table: reviews, inputs: inputs as { guests: 'numeric' }, targets: { mood: 'binary' } });
    };
    expect(make({ review: { kind: 'text', lenght: 3 } })).toThrow(
      'text: there is no option `lenght` (did you mean length?).',
    );
    expect(make({ review: 'txt' })).toThrow('did you mean text?');
    expect(make({ photo: 'image' })).toThrow('image: option `height` must be a whole number of at least 1');
    expect(make({ guests: { kind: 'numeric', length: 3 } })).toThrow('no option `length`');
    expect(make({ photo: { ...image, mean: [0, 0, 0] } })).toThrow('must be 1 numbers, as image grey has');
    expect(make({ review: { kind: 'text', minCount: 1e6 } })).toThrow(
      'table: column "review" must have a token that occurs 1000000 times (option minCount) in the training rows.',
    );
    const table = reviews.map(({ review, ...row }) => ({ ...row, table: review }));
    const named = (): unknown =>
      fromTable({ table, inputs: { table: 'text', guests: 'numeric' }, targets: { mood: 'binary' } });
    expect(named).toThrow('option `inputs` must be without a column of texts or images named table');
  });

  it('knows the kinds and columns of inputs', () => {
    const options = { table: reviews, targets: { mood: 'binary' } } as const;
    // @ts-expect-error There is no such kind.
    expect(() => fromTable({ ...options, inputs: { review: { kind: 'txt' } } })).toThrow();
    // @ts-expect-error There is no such column.
    expect(() => fromTable({ ...options, inputs: { reviews: 'text' } })).toThrow();
  });
});
