import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { cnn, fit, random, textEncoder } from '@equipoise/core';
import { expect, it } from 'vitest';

import { fromTable } from '../src/index.ts';
import { at } from './support/known.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const equal = {
  name: 'equal',
  needs: 'nothing',
  init: () => null,
  weigh: ({ tasks = [] }: { readonly tasks?: readonly number[] }) => ({ weights: tasks.map(() => 1), state: null }),
} as const;

const stream = random(3);
const words = ['great', 'cold', 'soup', 'bread', 'slow'];
/** Rows of a text, a category, a number and an image, as JSON holds them. */
const reviews = Array.from({ length: 60 }, (_, row) => ({
  review: Array.from({ length: 4 }, () => at(words, stream.integer(5))).join(' '),
  town: row % 9 === 0 ? null : at(['Bath', 'York'], stream.integer(2)),
  guests: 1 + stream.integer(6),
  photo: { data: Array.from({ length: 30 }, () => stream.integer(256)), width: 6, height: 5 },
  mood: at(['good', 'bad'], stream.integer(2)),
  bill: 20 + stream.integer(90),
}));

/** What another process is: it has core as it is built, and reads the model and the rows from files and from standard input. */
const program = `
import { text } from 'node:stream/consumers';
const [core, file] = process.argv.slice(1);
const { loadModel } = await import(core);
const rows = JSON.parse(await text(process.stdin));
const model = loadModel(file, { engine: 'wasm' });
console.log(JSON.stringify([await model.predictRows(rows), await model.evaluate(rows)]));
await model.dispose();
`;

const folder = temporaryFolder();

it('a model of texts, images and a table has the same bits in another process', async () => {
  const dataset = fromTable({
    table: reviews,
    inputs: {
      review: { kind: 'text', length: 5 },
      town: 'categorical',
      guests: 'numeric',
      photo: { kind: 'image', height: 4, width: 4, channels: 'grey' },
    },
    targets: { mood: 'binary', bill: 'regression' },
  });
  const { model } = await fit({
    dataset,
    balancer: equal,
    encoder: {
      review: textEncoder({ features: 6, filters: 4 }),
      photo: cnn({ filters: [2], kernel: 3, features: 4 }),
    },
    epochs: 2,
    engine: 'wasm',
  });
  const file = join(folder(), 'reviews.safetensors');
  model.save(file);
  const rows = [...reviews, { ...at(reviews, 0), review: 'a word of no row', town: 'Leeds' }];
  const here = JSON.stringify([await model.predictRows(rows), await model.evaluate(rows)]);
  await model.dispose();
  const core = pathToFileURL(join(import.meta.dirname, '../../core/dist/index.js')).href;
  const there = execFileSync(process.execPath, ['--input-type=module', '-e', program, core, file], {
    input: JSON.stringify(rows),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  expect(JSON.parse(there)).toEqual(JSON.parse(here));
});
