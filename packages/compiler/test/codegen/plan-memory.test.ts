import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Value } from '../../src/graph/value.ts';
import { planMemory, bytesFor } from '../../src/codegen/plan-memory.ts';

const lives = fc
  .array(
    fc.record({
      size: fc.integer({ min: 1, max: 500 }),
      dtype: fc.constantFrom('float32', 'bool'),
      def: fc.integer({ min: -1, max: 30 }),
      length: fc.integer({ min: 0, max: 30 }),
    }),
    { maxLength: 60 },
  )
  .map((list) =>
    list.map(({ size, dtype, def, length }, index) => {
      const value: Value = { name: `v${index}`, shape: [size], dtype };
      return { value, def, lastUse: def + length };
    }),
  );

describe('planned memory', () => {
  it('has no overlap of values that are live at once', () => {
    fc.assert(
      fc.property(lives, (all) => {
        const { addresses, bytes } = planMemory(all);
        const placed = all.map((life) => ({ ...life, begin: addresses.get(life.value) ?? NaN }));
        for (const [index, a] of placed.entries()) {
          expect(a.begin % 64).toBe(0);
          expect(a.begin + bytesFor(a.value)).toBeLessThanOrEqual(bytes);
          expect(bytesFor(a.value)).toBeGreaterThanOrEqual(
            (a.value.shape[0] ?? 0) * (a.value.dtype === 'bool' ? 1 : 4) + 32,
          );
          for (const b of placed.slice(index + 1)) {
            if (a.def > b.lastUse || b.def > a.lastUse) continue;
            const apart = a.begin + bytesFor(a.value) <= b.begin || b.begin + bytesFor(b.value) <= a.begin;
            expect(apart, `${a.value.name} and ${b.value.name}`).toBe(true);
          }
        }
      }),
      { seed: 1 },
    );
  });

  it('is reused', () => {
    const value = (name: string): Value => ({ name, shape: [1000], dtype: 'float32' });
    const chain = Array.from({ length: 10 }, (_, at) => ({ value: value(`v${at}`), def: at, lastUse: at + 1 }));
    expect(planMemory(chain).bytes).toBe(2 * bytesFor({ shape: [1000], dtype: 'float32' }));
  });
});
