import { describe, expect, it } from 'vitest';

import { criticalDifferenceChart } from '../../../src/report/charts/critical-difference.ts';
import { svgOf } from '../../../src/report/svg.ts';
import { friedmanTest } from '../../../src/statistics/friedman.ts';
import { demsar } from '../../statistics/published.ts';

const names = ['C4.5', 'C4.5+m', 'C4.5+cf', 'both "<&>'];
const ranks = friedmanTest(demsar.ranks.map((values) => ({ higherIsBetter: false, values })));

/** How many strokes of a width an SVG has. */
const strokes = (svg: string, width: number): number => svg.split(`stroke-width="${width}"`).length - 1;

describe('criticalDifferenceChart', () => {
  it('says ranks, best first, the critical difference and what cannot be told apart', () => {
    const { legend, panels } = criticalDifferenceChart({ title: 'trees', names, ranks, level: 0.1 });
    expect(panels[0]?.alt).toBe(
      'Mean ranks: both "<&> 1.96, C4.5+m 2.00, C4.5+cf 2.89, C4.5 3.14; critical difference 1.12; ' +
        'not told apart: both "<&>, C4.5+m, C4.5+cf; C4.5+cf, C4.5.',
    );
    expect(legend.map(({ name }) => name)).toContain('critical difference, 1.12');
  });

  it('draws a bar for every set that cannot be told apart, and the names of the arms', async () => {
    const [panel] = criticalDifferenceChart({ title: 'trees', names, ranks, level: 0.1 }).panels;
    const svg = panel ? await svgOf(panel.spec, panel.alt) : '';
    expect(strokes(svg, 5)).toBe(2);
    expect(svg).toContain('>C4.5+cf<');
    expect(svg).toContain('>both "&lt;&amp;&gt;<');
    expect(svg).not.toContain('>group 0<');
  });

  it('draws no bar where every two differ', async () => {
    const arms = { title: 'far apart', names: ['a', 'b'], ranks: { meanRanks: [1, 2], blocks: 100 }, level: 0.05 };
    const [panel] = criticalDifferenceChart(arms).panels;
    expect(panel?.alt).toContain('every two told apart');
    expect(strokes(panel ? await svgOf(panel.spec, panel.alt) : '', 5)).toBe(0);
  });
});
