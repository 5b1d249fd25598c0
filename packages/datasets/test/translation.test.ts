import { join } from 'node:path';

import { fit, loadModel, transformerDecoder } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fromTexts, type FromTextsOptions } from '../src/index.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { equal } from './support/train-briefly.ts';

const temporary = temporaryFolder();
const numbers = { one: 'eins', two: 'zwei', three: 'drei', four: 'vier' };
const words = Object.keys(numbers) as (keyof typeof numbers)[];
/** Two or three numbers, in German the other way round; whether they begin with an odd one; the parity of each. */
const rows = words.flatMap((first) =>
  words.flatMap((second) =>
    [undefined, ...words].map((third) => {
      const tokens = [first, second, ...(third ? [third] : [])];
      const german = tokens.toReversed().map((word) => numbers[word]);
      return {
        tokens,
        german: `${german.join(' ')}!`,
        begins: ['one', 'three'].includes(first) ? 'odd' : 'even',
        parity: tokens.map((word) => (['one', 'three'].includes(word) ? 'odd' : 'even')),
      };
    }),
  ),
);
const decoder = transformerDecoder({ blocks: 1, heads: 2, headWidth: 8 });
const options = {
  rows,
  column: 'tokens',
  tasks: { german: { kind: 'generation', decoder }, begins: 'binary', parity: 'tagging' },
  test: 0,
} as const satisfies FromTextsOptions;

describe('fromTexts with a text to write', () => {
  it('takes tokens and length from the training rows alone', () => {
    const unseen = [{ tokens: ['one'], german: 'eins und noch ein wort dazu', begins: 'odd', parity: ['odd'] }];
    const { tasks, splits } = fromTexts({ ...options, validationRows: unseen });
    const [german] = tasks;
    expect(german?.kind.names?.toSorted()).toEqual(['!', '</s>', 'drei', 'eins', 'vier', 'zwei']);
    expect(german?.kind.labels.shape).toEqual([5]);
    expect([...(splits.validation.labels.german?.values ?? [])].map(Math.sign)).toEqual([1, -1, -1, -1, -1]);
  });

  it('learns it beside classes and tags; a saved model writes words for rows', async () => {
    const dataset = fromTexts(options);
    const run = { epochs: 30, batchSize: 16, learningRate: 0.01, seed: 1 };
    const { model } = await fit({ dataset, balancer: equal, ...run });
    const { metrics } = await model.evaluate(rows);
    expect(metrics.german?.bleu).toBeGreaterThan(90);
    expect(metrics.begins?.accuracy).toBe(1);
    const file = join(temporary(), 'numbers.safetensors');
    model.save(file);
    await model.dispose();
    const loaded = loadModel(file);
    const [answer] = await loaded.predictRows([{ tokens: ['four', 'one', 'two'] }]);
    expect(answer).toMatchObject({
      german: 'zwei eins vier !',
      parity: expect.arrayContaining(['even', 'odd', 'even']),
    });
    await loaded.dispose();
  });

  it('refuses options of writing for tasks that do not write, and names for those that do', () => {
    const withTask = (task: object): unknown => fromTexts({ ...options, tasks: { begins: task as never } });
    expect(() => withTask({ kind: 'binary', beams: 2 })).toThrow(
      'option `tasks.begins.beams` must be left out of binary',
    );
    expect(() => withTask({ kind: 'generation', names: ['a'] })).toThrow('`tasks.begins.names` must be left out of');
  });
});
