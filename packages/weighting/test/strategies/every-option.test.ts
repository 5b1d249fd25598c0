import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { AnyBalancer } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { strategies, type StrategyName } from '../../src/index.ts';
import { testEpochs } from '../../src/testing/epochs.ts';
import { run } from '../../src/testing/run.ts';
import { movedOptions } from '../support/moved-options.ts';

const cases = (Object.keys(strategies) as StrategyName[]).flatMap((name) =>
  Object.entries(movedOptions(name)).map(([option, options]) => [name, option, options] as const),
);

/** What an option needs beside it to matter in epochs of one batch. */
const beside: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'dual-ascent': { floors: ['task 1.score >= 0.9'] },
  ldc: { variant: 'losses' }, // The ratio to the first loss of the epoch is 1.
  relobralo: { lookback: 0.5 },
};

/**
 * Measured against the first batch of an epoch, every loss of these epochs is 1, and gradients are the same everywhere: their own tests have
 * epochs of several batches, and curved losses.
 */
const blind = new Set(['lbtw', 'samo']);

/** All that some runs of fifteen epochs answer: of five tasks, or three where an option lists something for each. */
function answers(name: StrategyName, options: Readonly<Record<string, unknown>>, taskCount: number): unknown {
  const make: (options: never) => AnyBalancer = strategies[name];
  const epochs = [1, 2, 3].flatMap((seed) => testEpochs(seed, taskCount));
  return run(make(options as never), taskCount, epochs);
}

describe('every option', () => {
  it.each(cases.filter(([name]) => !blind.has(name)))('%s: another %s gives other numbers', (name, option, options) => {
    const rest = Object.fromEntries(Object.entries(options).filter(([key]) => key !== option));
    const taskCount = Array.isArray(options[option]) ? 3 : 5;
    const others = option in (beside[name] ?? {}) ? {} : beside[name];
    expect(answers(name, { ...others, ...options }, taskCount)).not.toEqual(
      answers(name, { ...others, ...rest }, taskCount),
    );
  });

  it.each(cases)('%s: a test of the strategy sets %s', (name, option) => {
    const files = [`${name}.test.ts`, 'preference.test.ts'];
    const text = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n');
    expect(text).toMatch(new RegExp(`\\b${option}\\b`));
  });
});
