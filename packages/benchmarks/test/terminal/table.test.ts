import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { duration, fixed, meanAndSd, signed } from '../../src/terminal/numbers.ts';
import { renderTable } from '../../src/terminal/table.ts';
import { wrap } from '../../src/terminal/wrap.ts';

describe('renderTable', () => {
  it('lines columns up', () => {
    const table = {
      head: ['', 'one', 'two'],
      rows: [
        ['a', '1', '22'],
        ['long', '333', '4'],
      ],
    };
    expect(renderTable(table)).toBe(['      one  two', 'a       1   22', 'long  333    4'].join('\n'));
  });

  it('puts columns that do not fit below, with the first one repeated', () => {
    const table = { head: ['x', 'aaaa', 'bbbb'], rows: [['r', '1', '2']] };
    expect(renderTable(table, 8)).toBe(['x  aaaa', 'r     1', '', 'x  bbbb', 'r     2'].join('\n'));
  });

  it('never writes a longer line than it may, when every column fits by itself', () => {
    const cell = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1 }),
        ([head = [], ...rows]) => {
          const lines = renderTable({ head, rows }, 30).split('\n');
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30);
        },
      ),
    );
  });
});

describe('numbers', () => {
  it('have a real minus, a sign for changes, and a dash when they are not known', () => {
    expect([fixed(-1.25, 1), signed(0.5), signed(-0.5), signed(-0.001), signed(0.001)]).toEqual([
      '−1.3',
      '+0.50',
      '−0.50',
      '0.00',
      '0.00',
    ]);
    expect([fixed(Number.NaN, 2), fixed(null, 2), signed(null)]).toEqual(['–', '–', '–']);
    expect(meanAndSd({ mean: 0.5, sd: 0.01 })).toBe('0.5000 ± 0.0100');
    expect(meanAndSd({ mean: 0.5, sd: Number.NaN })).toBe('0.5000');
  });

  it('format durations in seconds, minutes and hours', () => {
    expect([0.4, 59.4, 60, 200, 3600, 7512].map(duration)).toEqual([
      '0 s',
      '59 s',
      '1 min 00 s',
      '3 min 20 s',
      '1 h 00 min',
      '2 h 05 min',
    ]);
  });
});

describe('wrap', () => {
  it('breaks between words and lets a long word stand alone', () => {
    expect(wrap('one two three abcdefghijklmnop', { width: 10, indent: 2 })).toBe(
      '  one two\n  three\n  abcdefghijklmnop',
    );
  });

  it('keeps a number and its percent sign on one line', () => {
    expect(wrap('it is 9.1 %', { width: 9, indent: 0 })).toBe('it is\n9.1 %');
  });
});
