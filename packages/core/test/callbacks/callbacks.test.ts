import { describe, expect, it } from 'vitest';

import type { Callback } from '../../src/callbacks/callback.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { InvalidOptionError } from '../../src/errors.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal } from '../support/balancers.ts';
import { brokenOff, outcomeOf } from '../support/resume.ts';
import { table } from '../support/tables.ts';

const options: FitOptions = {
  dataset: table(),
  encoder: mlp({ hidden: [4] }),
  balancer: equal,
  epochs: 2,
  batchSize: 20,
  seed: 2,
};

/** A callback that writes down what it is called for. */
function logging(name: string, log: string[]): Callback {
  const write = async (what: string): Promise<void> => {
    await Promise.resolve(); // `fit` waits for it.
    log.push(`${name} ${what}`);
  };
  return {
    name,
    onTrainBegin: ({ step, steps, epoch, epochs }) => write(`begin ${step}/${steps} ${epoch}/${epochs}`),
    onBatchEnd: ({ step }, run) => write(`batch ${step} of ${run.step}`),
    onEpochEnd: ({ epoch }, run) => write(`epoch ${epoch} of ${run.epoch}`),
    onTrainEnd: ({ step }) => write(`end ${step}`),
    release: () => void log.push(`${name} release`),
  };
}

describe('callbacks', () => {
  it('are called in their order, each waited for', async () => {
    const log: string[] = [];
    await outcomeOf({ ...options, epochs: 1, callbacks: [logging('a', log), logging('b', log)] });
    const both = (what: string): string[] => [`a ${what}`, `b ${what}`];
    expect(log).toEqual(
      ['begin 0/2 0/1', 'batch 0 of 1', 'batch 1 of 2', 'epoch 0 of 1', 'end 2', 'release'].flatMap(both),
    );
  });

  it('may end the run after a step, and after an epoch', async () => {
    const log: string[] = [];
    const early: Callback = {
      name: 'early',
      onBatchEnd({ step }, run) {
        if (step === 2) run.stop('enough');
      },
    };
    const { history } = await outcomeOf({ ...options, epochs: 9, callbacks: [early, logging('a', log)] });
    expect(history.steps).toHaveLength(3);
    expect(log.slice(-4)).toEqual(['a batch 2 of 3', 'a epoch 1 of 2', 'a end 3', 'a release']);
    const late: Callback = { name: 'late', onEpochEnd: (_, run) => run.stop('enough') };
    expect((await outcomeOf({ ...options, callbacks: [late] })).history.epochs).toHaveLength(1);
  });

  it('keep plain data and numbers for a resumed run', async () => {
    const counting = (): Callback & { seen: number[] } => {
      const seen: number[] = [];
      return {
        name: 'counting',
        seen,
        onBatchEnd: ({ step }) => void seen.push(step),
        state: () => ({ data: { count: seen.length }, tensors: { seen: Float32Array.from(seen) } }),
        load({ data, tensors }) {
          expect(data).toEqual({ count: tensors?.seen?.length });
          seen.push(...(tensors?.seen ?? []));
        },
      };
    };
    const resume = await brokenOff({ ...options, callbacks: [counting()] }, 3);
    const mine = counting();
    await outcomeOf({ ...options, resume, callbacks: [mine] });
    expect(mine.seen).toEqual([0, 1, 2, 3]);
  });

  it('fail the run with their own error, and all are released', async () => {
    const log: string[] = [];
    const failing: Callback = { name: 'failing', onBatchEnd: () => Promise.reject(new Error('disk full')) };
    await expect(outcomeOf({ ...options, callbacks: [failing, logging('a', log)] })).rejects.toThrow('disk full');
    expect(log.at(-1)).toBe('a release');
  });

  it('have names of their own', async () => {
    const twice = outcomeOf({ ...options, callbacks: [{ name: 'a' }, { name: 'a' }] });
    await expect(twice).rejects.toThrow('option `callbacks` must be callbacks of different names, received "a".');
    await expect(twice).rejects.toThrow(InvalidOptionError);
    await expect(outcomeOf({ ...options, callbacks: [{ name: 'best-weights' }] })).rejects.toThrow(InvalidOptionError);
  });
});
