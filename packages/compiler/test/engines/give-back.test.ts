import { describe, expect, it } from 'vitest';

import { giveBack } from '../../src/engines/give-back.ts';

describe('memory that is given back', () => {
  it('is freed at once', () => {
    const arrays = [new Float32Array(10_000_000), new Int32Array(10), new Float32Array(0)];
    const { arrayBuffers } = process.memoryUsage();
    giveBack(arrays);
    expect(arrays.map(({ length }) => length)).toEqual([0, 0, 0]);
    expect(process.memoryUsage().arrayBuffers).toBeLessThan(arrayBuffers - 39_000_000);
    giveBack([]);
  });
});
