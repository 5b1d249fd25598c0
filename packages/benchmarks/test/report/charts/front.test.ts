import { describe, expect, it } from 'vitest';

import { frontChart } from '../../../src/report/charts/front.ts';
import { svgOf } from '../../../src/report/svg.ts';

const fixed = [
  { name: '0.9, 0.1', changes: [4, -6, 1] },
  { name: '0.5, 0.5', changes: [1, 1, 2] },
  { name: '0.1, 0.9', changes: [-5, 3, 0] },
  { name: 'dominated', changes: [0, 0, 3] },
];
const strategies = [{ name: 'famo', changes: [2, 2, 0] }];

describe('frontChart', () => {
  const { panels, legend } = frontChart({ tasks: ['sex', 'mass', 'species'], fixed, strategies });

  it('has a panel for every two tasks, which says what strategies and the front reach', () => {
    expect(panels.map(({ title }) => title)).toEqual(['sex · mass', 'sex · species', 'mass · species']);
    expect(panels[0]?.alt).toBe(
      'Change of sex and of mass: famo +2.0 % and +2.0 %; front of 4 fixed weights: 0.1, 0.9 −5.0 % and +3.0 %; ' +
        '0.5, 0.5 +1.0 % and +1.0 %; 0.9, 0.1 +4.0 % and −6.0 %.',
    );
    expect(panels[1]?.alt).toContain('dominated 0.0 % and +3.0 %'); // Of these two tasks it is on the front.
    expect(legend.map(({ name }) => name)).toEqual(['fixed weights and their front', 'famo']);
  });

  it('draws the front as steps that only reach what its points reach', async () => {
    const [panel] = panels;
    const svg = panel ? await svgOf(panel.spec, panel.alt) : '';
    expect(svg.match(/stroke-dasharray="4,3"/g)).toHaveLength(2); // Separate models, on either task.
    const path = /class="mark-line[^>]*>.*?d="(M[^"]*)"/s.exec(svg)?.[1] ?? '';
    const points = path
      .slice(1)
      .split('L')
      .map((point) => point.split(',').map(Number));
    // From the left: down before across, so the corner between two points is their common part, below and left of both.
    const [first, corner, second] = points;
    expect(points).toHaveLength(5);
    expect(corner).toEqual([first?.[0], second?.[1]]);
  });
});
