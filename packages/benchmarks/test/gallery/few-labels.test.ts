import { expect, it } from 'vitest';

import { fewLabelsText } from '../../src/gallery/few-labels.ts';

it('says what a task gains by the share of its labels, and nothing where not measured', () => {
  expect(fewLabelsText({})).toEqual([]);
  const gain = {
    change: 12.34,
    interval: [1.5, 23.2] as [number, number],
    adjustedP: 0.01,
    verdict: 'helped' as const,
    unadjustedVerdict: 'helped' as const,
    smallestVisible: 5,
  };
  const points = [{ share: 0.03, alone: { mean: 0.6, sd: 0.1 }, together: { mean: 0.7, sd: 0.1 }, gain }];
  expect(fewLabelsText({ measured: { dataEfficiency: { task: 'pneumonia', metric: 'auc', points } } })).toEqual([
    '3 % of the labels of pneumonia: auc 0.700 with all tasks, 0.600 alone (+12.3 %, 95 % interval +1.5 to +23.2 %): sharing helped.',
  ]);
});
