import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { dataText } from '../../src/bench/data/data-text.ts';
import type { DataRow } from '../../src/bench/data/measure-data.ts';
import { streamingText } from '../../src/bench/data/streaming-text.ts';
import { openPandas } from '../../src/bench/peer/pandas.ts';
import { equipoise } from '../support/equipoise.ts';

const pandas = await openPandas().catch(() => undefined);
const reason = pandas === undefined ? ' (skipped: no pandas and scikit-learn)' : '';

const side = z.strictObject({
  ms: z.number().positive(),
  readMs: z.number().positive(),
  width: z.int(),
  peakBytes: z.number().positive(),
  memory: z.number().positive(),
  cores: z.number().positive(),
});

const answer = z.object({
  rows: z.tuple([
    z.strictObject({
      content: z.enum(['mixed', 'doubles']),
      rows: z.int(),
      columns: z.int(),
      bytes: z.int(),
      ours: side,
      peer: side.nullable(),
      ratio: z.number().nullable(),
    }),
  ]),
});

/** What `equipoise bench data` measures of a small table. */
async function measured(...args: readonly string[]): Promise<z.infer<typeof answer>['rows'][0]> {
  const { code, stdout } = await equipoise('bench', 'data', '--rows', '2000', '--rounds', '1', '--json', ...args);
  expect(code).toBe(0);
  return answer.parse(JSON.parse(stdout)).rows[0];
}

/** Two sides with round numbers. */
const made: DataRow = {
  content: 'mixed',
  rows: 1_000_000,
  columns: 14,
  bytes: 120e6,
  ours: { ms: 3000, readMs: 1000, width: 100, peakBytes: 800e6, memory: 2, cores: 1 },
  peer: { ms: 6000, readMs: 2000, width: 90, peakBytes: 1200e6, memory: 3, cores: 0.5 },
  ratio: 0.5,
};

describe('equipoise bench data', { timeout: 120_000 }, () => {
  it('reads a table of 14 columns, and encodes its categories, unknown ones and gaps', async () => {
    const { rows, columns, ours, peer, ratio } = await measured();
    // 6 numbers, of which 2 have missing cells and so an indicator, and 7 categories by their level.
    expect([rows, columns, ours.width, peer, ratio]).toEqual([2000, 14, 6 + 2 + 7, null, null]);
    expect(ours.ms).toBeGreaterThan(ours.readMs);
  });

  it('reads a table of random doubles', async () => {
    const { content, columns, ours, bytes } = await measured('--content', 'doubles');
    expect([content, columns, ours.width]).toEqual(['doubles', 14, 13]);
    expect(bytes).toBeGreaterThan(2000 * 13 * 17); // All their digits.
  });

  it.skipIf(pandas === undefined)(`times pandas and scikit-learn in the same run${reason}`, async () => {
    const { ours, peer, ratio } = await measured('--peer', 'pandas');
    expect(peer?.width).toBe(6 + 98);
    expect(ratio).toBeCloseTo(ours.ms / (peer?.ms ?? Number.NaN), 9);
  });

  it('prints both sides, and marks one that another process disturbed', () => {
    const text = dataText([made], 100);
    expect(text).toContain('1,000,000 rows of 14 columns, 120 MB of text: 0.50 times the time of the peer.');
    expect(text).toMatch(/equipoise +1\.00 +2\.00 +3\.00 +100 +800 +2\.00 ×/);
    expect(text).toContain('Do not trust the times of the peer:');
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('rejects a Python without a peer that needs it', async () => {
    const { code, stderr } = await equipoise('bench', 'data', '--python', 'python3');
    expect([code, stderr]).toEqual([
      2,
      'bench data: option `python` must be left out without --peer pandas, received "python3".\n',
    ]);
  });

  it('trains on a file that is not in memory', async () => {
    const { code, stdout } = await equipoise('bench', 'data', '--streaming', '--rows', '20000', '--json');
    expect(code).toBe(0);
    const [row] = z.object({ rows: z.tuple([z.looseObject({})]) }).parse(JSON.parse(stdout)).rows;
    expect(row).toMatchObject({ content: 'mixed', rows: 20_000, examples: 12_000, steps: 11, batchSize: 1024 });
    const { bytes, peakBytes, readMs, trainMs } = row as Readonly<Record<string, number>>;
    expect(bytes).toBeGreaterThan(2e6);
    expect(peakBytes).toBeGreaterThan(5e7);
    expect([readMs, trainMs].every((ms) => Number(ms) > 0)).toBe(true);
  });

  it('says what training on a file took', () => {
    const made = {
      content: 'mixed',
      rows: 8e6,
      bytes: 1.07e9,
      engine: 'native',
      readMs: 20_000,
      trainMs: 30_000,
    } as const;
    expect(streamingText([{ ...made, steps: 7617, batchSize: 1024, examples: 7.8e6, peakBytes: 389e6 }], 200)).toBe(
      '8,000,000 rows, 1070 MB of text: 389 MB of memory; read in 20.0 s, an epoch of 7,617 steps of 1,024 examples in 30.0 s (native).\n\n' +
        'memory is the most that the process took, all that it needs to run among it.',
    );
  });

  it.each(['--rounds=1', '--peer=pandas', '--python=python3'])('refuses %s with --streaming', async (option) => {
    const { code, stderr } = await equipoise('bench', 'data', '--streaming', option);
    expect([code, stderr]).toEqual([2, expect.stringContaining('left out with --streaming')]);
  });
});
