import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { type AnyBalancer, UnknownOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import * as surface from '../../src/index.ts';
import { cards, strategies } from '../../src/index.ts';

const sources = join(import.meta.dirname, '../../src/strategies');

/** The names of the strategies that have a file. */
const files = readdirSync(sources)
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => name !== 'registry')
  .sort();

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

describe('every strategy', () => {
  it.each(Object.entries(strategies))('%s refuses an option that it does not have', (name, make) => {
    const options = { learning_rat: 1 } as never;
    const known = cards[name as keyof typeof cards].options.described.map((option) => option.name);
    const meant = known.includes('learningRate') ? ' (did you mean learningRate?).' : '';
    expect(() => make(options)).toThrow(UnknownOptionError);
    expect(() => make(options)).toThrow(`${name}: there is no option \`learning_rat\`${meant}`);
    expect(() => make('fast' as never)).toThrow(`${name}: option \`options\` must be an object, received "fast".`);
  });
});

describe('the registry of strategies', () => {
  it('has every file of the folder, and nothing else', () => {
    expect(Object.keys(strategies).sort()).toEqual(files);
    expect(Object.keys(cards).sort()).toEqual(files);
  });

  it('is in alphabetical order', () => {
    expect(Object.keys(strategies)).toEqual(files);
  });

  it('has a test for every strategy', () => {
    const tests = readdirSync(import.meta.dirname).map((file) => file.replace(/\.test\.ts$/, ''));
    expect(files.filter((name) => !tests.includes(name))).toEqual([]);
  });

  it.each(Object.entries(strategies))('%s goes by one name, and its factory is exported under it', (name, make) => {
    expect(make().name).toBe(name);
    expect(surface).toHaveProperty(camelCase(name), make);
  });

  it.each(Object.entries(strategies))('%s needs what its card says', (name, make) => {
    const card = Object.entries(cards).find(([key]) => key === name)?.[1];
    const { needs, headPolicy, gradientTransform }: AnyBalancer = make();
    expect(needs).toBe(card?.needs);
    expect(headPolicy).toBe(card?.headPolicy);
    expect(gradientTransform !== undefined).toBe(needs === 'jacobian' || needs === 'batches');
    expect((gradientTransform?.batchesPerStep ?? 1) > 1).toBe(needs === 'batches');
    if (!gradientTransform) expect(card?.backwardPasses).toBe(needs === 'gramian' ? 'K' : '1');
    expect(card?.link).toMatch(/^https:\/\//);
  });

  it('creates balancers without options', () => {
    const balancer = strategies.gradnorm();
    const answer = balancer.weigh(
      {
        losses: [1, 2, 3],
        gramian: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      },
      balancer.init(3),
    );
    expect(answer.weights).toEqual([1, 1, 1]);
  });
});
