import { describe, expect, it } from 'vitest';

import { labelsOfTable } from '../../src/preprocessing/labels-of-table.ts';
import { toTable } from '../../src/preprocessing/table/table.ts';
import { TaskMetrics } from '../../src/metrics/task-metrics.ts';
import { transformerDecoder } from '../../src/decoders/transformer-decoder.ts';
import { generation } from '../../src/tasks/kinds/generation.ts';

const kind = generation({
  tokens: ['</s>', 'guten', 'tag', ',', 'welt'],
  length: 5,
  split: 'words',
  lowercase: true,
  decoder: transformerDecoder(),
});
const read = (cells: readonly unknown[]): ReturnType<ReturnType<typeof labelsOfTable>> => {
  const table = toTable('phrases', { german: cells });
  return labelsOfTable(kind, { owner: 'phrases', table, column: 'german' })(Uint32Array.from(cells.keys()));
};

describe('labels of texts', () => {
  it('are the numbers of tokens and the end, −1 for others; what is longer is cut off', () => {
    expect([...read(['Guten Tag, Welt', 'guten Abend', ['Welt', 'tag']]).values]).toEqual(
      [1, 2, 3, 4, 0].concat([1, -1, 0, -1, -1], [4, 2, 0, -1, -1]),
    );
    expect([...read(['tag tag tag tag tag tag']).values]).toEqual([2, 2, 2, 2, 2]);
  });

  it('are missing where the text is', () => {
    expect(read(['welt', null, ' '])).toEqual({
      values: Int32Array.of(4, 0, -1, -1, -1, ...new Int32Array(10).fill(-1)),
      mask: Uint8Array.of(1, 0, 0),
    });
    expect(() => read(['welt', { no: 'text' }])).toThrow(
      'phrases: column "german", row 2: must be a text or a list of tokens',
    );
  });

  it('keep the place of an unknown token in references, which no written text matches', () => {
    const metrics = new TaskMetrics({ name: 'german', kind });
    const { values } = read(['guten Abend , Welt']);
    metrics.update({ outputs: Float32Array.of(1, 2, 3, 4, 0), labels: values, size: 1 });
    // 3 of 4 words; of 3 pairs one; no run of three or four: BLEU = 100 · (3/4 · 1/3 · 1/4 · 1/4)^¼, smoothed.
    expect(metrics.compute().bleu).toBeCloseTo(100 * (0.75 * (1 / 3) * (0.5 / 2) * (0.25 / 1)) ** 0.25, 8);
    expect(kind.decode([1, 2, 3, 4, 0])).toBe('guten tag , welt');
  });
});
