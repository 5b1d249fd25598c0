import { describe, expect, it } from 'vitest';

import { Batcher } from '../../src/serve/batcher.ts';

interface Rows {
  readonly name: string;
  readonly size: number;
}

/** A batcher whose batches end when they are told to. */
function byHand(options = { batchRows: 4, queueRows: 6 }) {
  const batches: { readonly names: readonly string[]; readonly end: () => void; readonly fail: () => void }[] = [];
  const batcher = new Batcher<Rows, string>(
    (jobs) =>
      new Promise((resolve, reject) => {
        const names = jobs.map(({ name }) => name);
        batches.push({ names, end: () => resolve(names), fail: () => reject(new Error('broken')) });
      }),
    options,
  );
  return { batcher, batches };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Batcher', () => {
  it('computes a lonely job at once, and together what gathers meanwhile', async () => {
    const { batcher, batches } = byHand();
    const answers = [batcher.add({ name: 'a', size: 1 })];
    await turn();
    for (const name of ['b', 'c', 'd']) answers.push(batcher.add({ name, size: 1 }));
    batches[0]?.end();
    await turn();
    batches[1]?.end();
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd']);
    expect(batches.map(({ names }) => names)).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('takes whole jobs in their order, up to the size of a batch, and one that is larger alone', async () => {
    const { batcher, batches } = byHand({ batchRows: 4, queueRows: 100 });
    const answers = [3, 2, 9, 1, 1].map((size, index) => batcher.add({ name: `${index}`, size }));
    for (let batch = 0; batch < 4; batch += 1) {
      await turn();
      batches[batch]?.end();
    }
    expect(await Promise.all(answers)).toEqual(['0', '1', '2', '3', '4']);
    expect(batches.map(({ names }) => names)).toEqual([['0'], ['1'], ['2'], ['3', '4']]);
  });

  it('refuses what would be too much to wait, and counts what waits', async () => {
    const { batcher, batches } = byHand();
    const first = batcher.add({ name: 'a', size: 1 });
    await turn();
    const [second, third] = [batcher.add({ name: 'b', size: 4 }), batcher.add({ name: 'c', size: 3 })];
    await expect(third).rejects.toThrow('Too many rows wait');
    expect(batcher.waitingRows).toBe(4);
    batches[0]?.end();
    await turn();
    expect(batcher.waitingRows).toBe(0);
    batches[1]?.end();
    expect(await Promise.all([first, second])).toEqual(['a', 'b']);
  });

  it('goes on after a batch that failed', async () => {
    const { batcher, batches } = byHand();
    const first = batcher.add({ name: 'a', size: 1 });
    await turn();
    batches[0]?.fail();
    await expect(first).rejects.toThrow('broken');
    const second = batcher.add({ name: 'b', size: 1 });
    await turn();
    batches[1]?.end();
    expect(await second).toBe('b');
  });
});
