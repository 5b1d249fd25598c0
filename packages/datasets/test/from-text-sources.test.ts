import { fit } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fromTextSources, type FromTextSourcesOptions } from '../src/index.ts';
import { equal } from './support/train-briefly.ts';

const words = [
  { text: ['we', 'run', 'fast'], pos: ['PRON', 'VERB', 'ADV'] },
  { text: ['they', 'run'], pos: ['PRON', 'VERB'] },
  { text: ['we', 'sing'], pos: ['PRON', 'VERB'] },
  { text: ['they', 'sing', 'fast'], pos: ['PRON', 'VERB', 'ADV'] },
];
const posts = [
  { text: 'They run very fast', mood: 'calm' },
  { text: 'We love it', mood: 'glad' },
  { text: 'They love it', mood: 'glad' },
];
const options = {
  column: 'text',
  text: { minCount: 1 },
  sources: {
    words: { rows: words, validationRows: words.slice(0, 1), test: 0, tasks: { pos: 'tagging' } },
    posts: { rows: posts, validationRows: posts.slice(1), testRows: posts.slice(0, 2), tasks: { mood: 'multiclass' } },
  },
} as const satisfies FromTextSourcesOptions;

describe('fromTextSources', () => {
  it('has one vocabulary and one length, of the training rows of all sources', () => {
    const { inputs, preprocessing, tasks, splits } = fromTextSources(options);
    expect(inputs).toEqual({ text: { shape: [4], dtype: 'int32', vocabulary: 10 } });
    expect(preprocessing?.inputs.text?.config.options.vocabulary).toEqual(
      'fast run they we it love sing very'.split(' ').sort(byCount),
    );
    expect(tasks.map(({ name, kind }) => [name, kind.labels.shape])).toEqual([
      ['pos', [4]],
      ['mood', []],
    ]);
    expect([splits.train.size, splits.validation.size, splits.test?.size]).toEqual([7, 3, 2]);
    expect(Object.keys(splits.test?.parts ?? {})).toEqual(['posts']);
  });

  it('trains a model that predicts all tasks of any text', async () => {
    const { model } = await fit({
      dataset: fromTextSources(options),
      ...{ balancer: equal, epochs: 60, batchSize: 7, learningRate: 0.05, engine: 'wasm' },
    });
    const [answer] = await model.predictRows([{ text: 'We run' }]);
    expect(answer).toMatchObject({
      pos: expect.arrayContaining(['PRON', 'VERB']) as unknown,
      mood: { probabilities: {} },
    });
    const [mood] = await model.predictRows([{ text: 'love it' }], { tasks: ['mood'] });
    expect(mood).toEqual({ mood: expect.objectContaining({ class: 'glad' }) as unknown });
    await model.dispose();
  });

  it('names the source of what is wrong', () => {
    const wrong = { ...options.sources.words, tasks: { pos: 'tags' } };
    expect(() => fromTextSources({ ...options, sources: { words: wrong } } as never)).toThrow(
      'texts, words: option `tasks.pos` must be',
    );
    expect(() => fromTextSources({ ...options, sources: {} })).toThrow('texts: must have at least one source');
    expect(() => fromTextSources({ ...options, source: {} } as never)).toThrow('(did you mean sources?)');
  });
});

/** By how often the training rows have a word, then by character code. */
function byCount(a: string, b: string): number {
  const all = [...words.flatMap(({ text }) => text), ...posts.flatMap(({ text }) => text.toLowerCase().split(' '))];
  const count = (word: string): number => all.filter((each) => each === word).length;
  return count(b) - count(a) || (a < b ? -1 : 1);
}
