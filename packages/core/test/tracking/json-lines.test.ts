import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Callback } from '../../src/callbacks/callback.ts';
import { DataError } from '../../src/errors.ts';
import { jsonLines } from '../../src/tracking/json-lines.ts';
import type { TrackedRun } from '../../src/tracking/tracker.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { trackedRun } from './tracked-run.ts';

interface Line {
  readonly run: string;
  readonly event: string;
  readonly step?: number;
  readonly values?: Readonly<Record<string, number>>;
}

function linesOf(file: string): readonly Line[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

const run: TrackedRun = { id: 'a', name: 'equal, seed 0', group: 'four numbers', config: { seed: 0 } };

describe('jsonLines', () => {
  it('has every step and epoch of a training with the numbers of its history', async () => {
    const file = join(temporaryFolder(), 'runs', 'run.jsonl');
    const { history } = await trackedRun(jsonLines(file), { epochs: 2 });
    const lines = linesOf(file);
    expect(lines.map(({ event }) => event)).toEqual(['begin', ...Array(22).fill('values'), 'end', 'values']);
    const steps = lines.filter(({ values }) => values && 'step/loss/sum' in values);
    expect(steps.map(({ step }) => step)).toEqual(history.steps.map(({ step }) => step + 1));
    expect(steps.map(({ values }) => values?.['step/loss/sum'])).toEqual(history.steps.map(({ losses }) => losses[0]));
    expect(steps.map(({ values }) => values?.['step/weight/largest'])).toEqual(Array(20).fill(1));
    expect(steps.map(({ values }) => values?.learningRate)).toEqual(Array(20).fill(0.001));
    const epochs = lines.filter(({ values }) => values && 'epoch' in values);
    expect(epochs.map(({ step }) => step)).toEqual([10, 20]);
    expect(epochs.map(({ values }) => values?.['validation/sum/rmse'])).toEqual(
      history.epochs.map(({ validation }) => validation.metrics.sum?.rmse),
    );
    expect(epochs.map(({ values }) => values?.['train/loss/largest'])).toEqual(
      history.epochs.map(({ trainLosses }) => trainLosses[1]),
    );
    expect(lines.at(-1)?.values).toHaveProperty('test/largest/accuracy');
  });

  it('has every step once, byte for byte, after a run was broken off in a line and resumed', async () => {
    const folder = temporaryFolder();
    const [whole, broken] = [join(folder, 'whole.jsonl'), join(folder, 'broken.jsonl')];
    await trackedRun(jsonLines(whole), { epochs: 4 });
    const failing: Callback = {
      name: 'failing',
      onBatchEnd: ({ step }) => (step === 25 ? Promise.reject(new Error('enough')) : undefined),
    };
    const options = { epochs: 4, checkpointsIn: folder };
    await expect(trackedRun(jsonLines(broken), { ...options, callbacks: [failing] })).rejects.toThrow('enough');
    expect(linesOf(broken).at(-1)).toMatchObject({ event: 'end', status: 'failed' });
    expect(linesOf(broken).at(-2)).toMatchObject({ event: 'values', step: 26 }); // After the last checkpoint.
    truncateSync(broken, readFileSync(broken).length - 7);
    await trackedRun(jsonLines(broken), options);
    expect(readFileSync(broken, 'utf8')).toBe(readFileSync(whole, 'utf8'));
  });

  it('keeps the other runs of its file when one is made again', async () => {
    const file = join(temporaryFolder(), 'runs.jsonl');
    const tell = async (id: string, value: number): Promise<void> => {
      const tracker = jsonLines(file);
      await tracker.onEvent({ kind: 'begin', run: { ...run, id }, step: 0 });
      await tracker.onEvent({ kind: 'values', run: { ...run, id }, points: [{ step: 5, values: { loss: value } }] });
      await tracker.onEvent({ kind: 'end', run: { ...run, id }, status: 'finished' });
    };
    await tell('a', 1);
    await tell('b', 2);
    await tell('a', 3);
    const values = linesOf(file).flatMap(({ run, values }) => (values ? [[run, values.loss]] : []));
    expect(values).toEqual([
      ['b', 2],
      ['a', 3],
    ]);
    expect(jsonLines(file).has?.(run)).toBe(true);
    expect(jsonLines(file).has?.({ ...run, id: 'c' })).toBe(false);
  });

  it('refuses a file of something else, and changes nothing in it', () => {
    const file = join(temporaryFolder(), 'notes.txt');
    writeFileSync(file, 'buy milk\nand bread\n');
    expect(() => jsonLines(file).onEvent({ kind: 'begin', run, step: 0 })).toThrow(DataError);
    expect(() => jsonLines(file).onEvent({ kind: 'begin', run, step: 0 })).toThrow(
      /^\S+ is no file of tracked runs: line 1 is something else\.$/,
    );
    expect(readFileSync(file, 'utf8')).toBe('buy milk\nand bread\n');
  });
});
