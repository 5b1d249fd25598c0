import { DataError, denseRegression, InvalidOptionError, labelsOf, type Split } from '@equipoise/core';
import { beforeAll, describe, expect, it } from 'vitest';

import {
  datasets,
  type LoadedDataset,
  withCopiedTask,
  withFewLabels,
  withLabelNoise,
  withNoiseTask,
  withOppositeTask,
} from '../../src/index.ts';
import { at, known, scaleOf, valuesOf } from '../support/known.ts';
import { correlationOf, meanOf, varianceOf } from '../support/moments.ts';

describe('altered data sets', () => {
  let penguins: LoadedDataset;
  let words: LoadedDataset;
  beforeAll(async () => {
    penguins = await datasets.penguins.load();
    words = await datasets['task-groups'].load({ size: 4000 });
  });

  const kept = (split: Split, task: string): number =>
    Array.from(known(labelsOf(split, task)?.mask)).reduce((sum, one) => sum + one, 0);

  it('have a task of noise, of its own in each split', () => {
    const { tasks, splits } = withNoiseTask(words);
    expect(tasks.at(-1)?.name).toBe('noise');
    const values = valuesOf(splits.train, 'noise');
    expect(meanOf(values)).toBeCloseTo(0, 1);
    expect(varianceOf(values)).toBeCloseTo(1, 1);
    expect(Math.abs(correlationOf(values, valuesOf(splits.train, 'a1')))).toBeLessThan(0.05);
    expect(valuesOf(known(splits.test), 'noise').slice(0, 5)).not.toEqual(values.slice(0, 5));
    const coins = valuesOf(withNoiseTask(words, { kind: 'binary', name: 'coin' }).splits.train, 'coin');
    expect(new Set(coins)).toEqual(new Set([0, 1]));
    expect(meanOf(coins)).toBeCloseTo(0.5, 1);
    expect(words.tasks).toHaveLength(6);
  });

  it('have a task twice', () => {
    const { tasks, splits } = withCopiedTask(penguins, { task: 'sex' });
    expect(tasks.at(-1)?.kind).toBe(tasks[2]?.kind);
    expect(splits.test?.labels['sex-copy']).toBe(splits.test?.labels.sex);
    expect(() => withCopiedTask(penguins, { task: 'sex', name: 'island' })).toThrow(DataError);
    expect(() => withCopiedTask(penguins, { task: 'mass' })).toThrow('penguins has no task mass; there are species');
  });

  it('have the opposite of a regression and of a binary task', () => {
    const mass = withOppositeTask(penguins, { task: 'body-mass' });
    const [own, turned] = [valuesOf(mass.splits.train, 'body-mass'), valuesOf(mass.splits.train, 'body-mass-opposite')];
    expect(correlationOf(own, turned)).toBeCloseTo(-1, 9);
    expect(scaleOf(mass, 'body-mass-opposite').mean).toBe(-scaleOf(mass, 'body-mass').mean);
    const sex = withOppositeTask(penguins, { task: 'sex' });
    expect(sex.tasks.at(-1)?.kind.names).toEqual(['MALE', 'FEMALE']);
    expect(at(valuesOf(known(sex.splits.test), 'sex-opposite'), 0)).toBe(
      1 - at(valuesOf(penguins.splits.test, 'sex'), 0),
    );
    expect(() => withOppositeTask(penguins, { task: 'species' })).toThrow(InvalidOptionError);
  });

  it('keep a share of the training labels of a task, a smaller one within a larger one', () => {
    const [few, more] = [0.05, 0.5].map((share) => withFewLabels(penguins, { task: 'island', share }).splits);
    expect([kept(known(few).train, 'island'), kept(known(more).train, 'island')]).toEqual([10, 100]);
    const [small, large] = [few, more].map((splits) => known(labelsOf(known(splits).train, 'island')?.mask));
    known(small).forEach((one, row) => {
      if (one === 1) expect(known(large)[row]).toBe(1);
    });
    expect(known(few).test).toBe(penguins.splits.test);
    expect(kept(withFewLabels(penguins, { task: 'sex', share: 1e-6 }).splits.train, 'sex')).toBe(1);
  });

  it('have wrong training labels, as many and as wrong as asked for', () => {
    const wrong = (task: string, amount: number): number => {
      const before = valuesOf(penguins.splits.train, task);
      const after = valuesOf(withLabelNoise(penguins, { task, amount }).splits.train, task);
      return meanOf(Array.from(after, (value, row) => (value === before[row] ? 0 : 1)));
    };
    expect(wrong('species', 0)).toBe(0);
    expect(wrong('species', 1)).toBe(1);
    expect(() => wrong('sex', 1.5)).toThrow(InvalidOptionError);
    expect(wrong('sex', 0.3)).toBeCloseTo(0.3, 0);
    const depth = { name: 'depth', kind: denseRegression({ height: 1, width: 1 }) };
    expect(() => withLabelNoise({ ...penguins, tasks: [depth] }, { task: 'depth', amount: 0.5 })).toThrow(
      'option `task` must be no task that predicts numbers of pixels, received "depth".',
    );
    const noisy = withLabelNoise(words, { task: 'a1', amount: 0.5 });
    const before = valuesOf(words.splits.train, 'a1');
    const added = Array.from(valuesOf(noisy.splits.train, 'a1'), (value, row) => value - at(before, row));
    expect(Math.sqrt(varianceOf(added) / varianceOf(before))).toBeCloseTo(0.5, 1);
    expect(noisy.splits.validation).toBe(words.splits.validation);
  });
});
