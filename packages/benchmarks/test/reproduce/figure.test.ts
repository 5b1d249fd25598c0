import { describe, expect, it } from 'vitest';

import {
  agreementOf,
  type Figure,
  figureOf,
  figureSchema,
  printed,
  publishedNumber,
  publishedSide,
} from '../../src/reproduce/figure.ts';
import { agreementText, figureRow, tablesOf } from '../../src/reproduce/figure-text.ts';
import { seedFigure } from '../../src/reproduce/seed-figure.ts';

const number = publishedNumber('0.50'); // 0.495 to 0.505
const above = publishedSide('above 0', 'above');
const ours = (low: number | null, high: number | null): Figure['ours'] => ({ estimate: 0, low, high });

const open = {
  table: 'errors',
  name: 'first',
  unit: '%',
  decimals: 2,
  published: number,
  interval: 'exact',
  values: [],
  because: 'the rows are others',
};

describe('agreementOf', () => {
  it('takes a number for inside where its range and the interval meet', () => {
    expect(agreementOf({ published: number, ours: ours(0.4, 0.495) })).toBe('inside');
    expect(agreementOf({ published: number, ours: ours(0.4, 0.6) })).toBe('inside');
    expect(agreementOf({ published: number, ours: ours(0.506, 0.6) })).toBe('outside');
  });

  it('takes a direction for inside where the whole interval has it', () => {
    expect(agreementOf({ published: above, ours: ours(0.1, 2) })).toBe('inside');
    expect(agreementOf({ published: above, ours: ours(-0.1, 2) })).toBe('unclear');
    expect(agreementOf({ published: above, ours: ours(-2, -0.1) })).toBe('outside');
    expect(agreementOf({ published: publishedSide('below 0', 'below'), ours: ours(-2, -0.1) })).toBe('inside');
  });

  it('knows nothing of one seed', () => {
    expect(agreementOf({ published: number, ours: ours(null, null) })).toBe('unclear');
    expect(seedFigure({ ...open, values: [0.5] }).agreement).toBe('unclear');
  });
});

describe('figures', () => {
  it('stand for half a unit of their last digit', () => {
    expect(printed('0.10')).toEqual({ value: 0.1, half: 0.005, decimals: 2 });
    expect(printed('177')).toEqual({ value: 177, half: 0.5, decimals: 0 });
  });

  it('need a reason where they are not inside, and only there', () => {
    const outside = figureOf({ ...open, ours: ours(1, 2) });
    expect(outside.reason).toBe('the rows are others');
    expect(figureOf({ ...open, ours: ours(0.4, 0.6) })).not.toHaveProperty('reason');
    const { reason, ...without } = outside;
    expect(figureSchema.safeParse(without).error?.issues[0]?.message).toBe(
      'a figure that is not inside needs a reason',
    );
    expect(figureSchema.parse({ ...without, reason })).toEqual(outside);
  });

  it('have Student’s interval over the seeds, wider for splits of the same rows', () => {
    // t(0.975, 2) = 4.3027, the deviation of 1, 2, 3 is 1: 4.3027 / √3 = 2.4841; with n_test/n_train = 1/4 √(1/3 + 1/4) = 0.7638.
    const plain = seedFigure({ ...open, values: [1, 2, 3] });
    expect(plain.ours.low).toBeCloseTo(2 - 2.4841, 4);
    const shared = seedFigure({ ...open, values: [1, 2, 3], overlap: { testRatio: 0.25 } });
    expect(shared.ours.high).toBeCloseTo(2 + 4.3027 * 0.76376, 3);
    expect(plain.interval).toBe('95 % over 3 seeds');
  });

  it('are shown in rows, and counted', () => {
    const figures = [figureOf({ ...open, ours: { estimate: 0.5, low: 0.45, high: 0.55 } })];
    expect(figures.map(figureRow)).toEqual([['first', '0.50 %', '0.50 %', '0.45 to 0.55', 'inside']]);
    const outside = figureOf({ ...open, table: 'others', ours: ours(1, 2) });
    expect(agreementText([...figures, outside])).toBe('1 of 2 figures inside, 1 outside');
    expect(tablesOf([...figures, outside]).map(({ title }) => title)).toEqual(['errors', 'others']);
  });
});
