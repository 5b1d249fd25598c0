import { describe, expect, it } from 'vitest';

import { judgementChart } from '../../../src/report/charts/judgements.ts';
import { svgOf } from '../../../src/report/svg.ts';
import { judge } from '../../../src/statistics/judge.ts';

const answers = judge(
  [
    { name: 'equal', differences: [-5, -4.8, -5.3, -4.9, -5.1] },
    { name: 'famo', differences: [1, 2.2, 0.4, 2.1, 1.6] },
    { name: 'one seed', differences: [3] },
  ],
  { testRatio: 1 / 3 },
);

describe('judgementChart', () => {
  it('says each estimate with its corrected interval and its verdict', () => {
    const [panel] = judgementChart([{ title: 'mass: rmse', rows: answers }]).panels;
    const { low, high } = answers[0]?.correctedInterval ?? { low: 0, high: 0 };
    expect(panel?.alt).toContain(
      `equal −5.0 % (−${(-low).toFixed(1)} % to −${(-high).toFixed(1)} %, adjusted p <0.001), worse`,
    );
    expect(panel?.alt).toContain('one seed +3.0 %, unclear.');
  });

  it('draws both intervals of what has them', async () => {
    const [panel] = judgementChart([{ title: 'mass: rmse', rows: answers }]).panels;
    const svg = panel ? await svgOf(panel.spec, panel.alt) : '';
    const lines = (width: number): number => svg.split(`stroke-width="${width}"`).length - 1;
    expect([lines(1.5), lines(4)]).toEqual([2, 2]);
  });

  it('gives a task whose changes are of another size an axis of its own', () => {
    const scaled = answers.slice(0, 2).map((answer) => ({ ...answer, estimate: 100 * answer.estimate }));
    const rows = answers.slice(0, 2);
    const { panels } = judgementChart(
      [rows, rows, scaled].map((each, task) => ({ title: `task ${task}`, rows: each })),
    );
    expect(panels.map(({ note }) => note)).toEqual([undefined, undefined, 'axis of its own']);
  });
});
