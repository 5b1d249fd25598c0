import { describe, expect, it } from 'vitest';

import { tagGrouping } from '../../src/reproduce/tag-grouping/tag-grouping.ts';
import { shortened } from '../support/reproduction-context.ts';

describe('tag-grouping, shortened', () => {
  it('gives the published scores, finds the hidden groups, and agrees with measured transfer', async () => {
    const context = shortened(2, (study) => ({ ...study, training: { ...study.training, epochs: 12, size: 300 } }));
    const { figures, settings } = await tagGrouping.run(context);
    expect(figures.slice(0, 6).map(({ agreement }) => agreement)).toEqual(Array(6).fill('inside'));
    expect(settings.at(-1)).toMatch(/{a1, a2, a3} and {b1, b2, b3}|{b1, b2, b3} and {a1, a2, a3}/);
    expect(figures.at(-1)?.ours.estimate).toBeGreaterThan(0);
  });
});
