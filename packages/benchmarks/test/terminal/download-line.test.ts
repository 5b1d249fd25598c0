import { describe, expect, it } from 'vitest';

import { byteCount } from '../../src/terminal/byte-count.ts';
import { downloadLine } from '../../src/terminal/download-line.ts';

describe('byteCount', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [3_974_305, '4.0 MB'],
    [99_960, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [169_001_437, '169 MB'],
    [2 ** 34, '17.2 GB'],
  ])('%i bytes', (bytes, text) => {
    expect(byteCount(bytes)).toBe(text);
  });
});

describe('downloadLine', () => {
  const file = { dataset: 'adult', path: 'adult.data' } as const;

  /** What is written when 1 MB was there, and a second MB comes within 12 s. */
  function written(total: number | undefined, stream: { isTTY?: boolean; columns?: number } = {}): string {
    let [now, text] = [0, ''];
    const line = downloadLine({ ...stream, write: (piece: string) => (text += piece) }, () => now);
    const bytes = (count: number): void =>
      line.note({ ...file, kind: 'bytes', bytes: count, total, allBytes: count, allTotal: total });
    bytes(1_000_000);
    now += 12_000;
    bytes(2_000_000);
    return text;
  }

  it('says bytes, rate and the time that is left; what was there before is no part of the rate', () => {
    expect(written(4_000_000)).toBe('adult: adult.data, 2.0 MB of 4.0 MB, 83.3 kB/s, 24 s left\n');
  });

  it('says bytes and rate where nobody knows how many come', () => {
    expect(written(undefined)).toBe('adult: adult.data, 2.0 MB, 83.3 kB/s\n');
  });

  it('draws a bar in a terminal', () => {
    const text = written(4_000_000, { isTTY: true, columns: 100 });
    expect(text).toContain('[============            ] adult: adult.data, 2.0 MB of 4.0 MB, 83.3 kB/s, 24 s left');
  });

  it('says what is tried again', () => {
    let text = '';
    const line = downloadLine({ write: (piece: string) => (text += piece) });
    line.note({ ...file, kind: 'failed', address: 'http://x', reason: 'x answers 503', wait: 2 });
    line.note({ ...file, kind: 'failed', address: 'http://x', reason: 'x answers 503', wait: undefined });
    expect(text).toBe('adult: adult.data: x answers 503; trying again in 2 s.\n');
  });
});
