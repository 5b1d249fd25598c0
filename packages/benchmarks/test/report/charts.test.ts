import { describe, expect, it } from 'vitest';

import { axisRanges } from '../../src/report/charts/axis-range.ts';
import { forestChart, type ForestGroup } from '../../src/report/charts/forest.ts';
import { bandPoint, traceCurve } from '../../src/report/charts/seed-band.ts';
import { baselineColour, seriesColours, verdictColours } from '../../src/report/palette.ts';
import { style } from '../../src/report/style.ts';
import { svgOf } from '../../src/report/svg.ts';
import { trialsOf } from '../../src/study/slots.ts';
import { madeUpResult, smallStudy } from '../support/made-up.ts';

/** Contrast of two colours, by WCAG 2. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [lower = 0, higher = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (higher + 0.05) / (lower + 0.05);
}

describe('axisRanges', () => {
  it('gives similar panels one range that includes 0', () => {
    expect(axisRanges([[1, 2], [-3], [2.5]])).toEqual(new Array(3).fill({ range: [-3, 2.5], own: false }));
  });

  it('gives a panel of another range an axis of its own, whether it is wider or narrower', () => {
    expect(axisRanges([[10], [-12], [-200, 5], [0.5]])).toEqual([
      { range: [-12, 10], own: false },
      { range: [-12, 10], own: false },
      { range: [-200, 5], own: true },
      { range: [0, 0.5], own: true },
    ]);
  });

  it('has a range where there are no finite values', () => {
    expect(axisRanges([[Number.NaN, Number.POSITIVE_INFINITY]])).toEqual([{ range: [0, 0], own: false }]);
  });
});

describe('forestChart', () => {
  const group = (title: string, mean: number): ForestGroup => ({
    title,
    of: `of ${title}`,
    rows: [
      {
        name: 'equal',
        change: { mean, low: mean - 1, high: mean + 1 },
        plain: { mean, low: mean - 0.5, high: mean + 0.5 },
        verdict: 'helped',
      },
    ],
  });

  it('draws both intervals of what has them, and none of one seed', async () => {
    const { mean, low, high } = { mean: 3, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    const none = {
      name: 'one seed',
      change: { mean, low, high },
      plain: { mean, low, high },
      verdict: 'unclear' as const,
    };
    const { of, rows } = group('small', 3);
    const [panel] = forestChart([{ title: 'small', of, rows: [...rows, none] }]).panels;
    const svg = panel ? await svgOf(panel.spec, panel.alt) : '';
    const lines = (width: number): number => svg.split(`stroke-width="${width}"`).length - 1;
    expect([lines(1.5), lines(4)]).toEqual([1, 1]);
    expect(panel?.alt).toBe(
      'Change of small: equal +3.0 % (95 % interval +2.0 % to +4.0 %), helped; one seed +3.0 % (one seed: no interval), unclear.',
    );
  });

  it('marks the task that has an axis of its own, and draws its interval at full width', async () => {
    const { panels } = forestChart([group('small', 3), group('alike', 4), group('huge', 300)]);
    expect(panels.map(({ note }) => note)).toEqual([undefined, undefined, 'axis of its own']);
    const [small, , huge] = panels;
    if (!small || !huge) throw new Error('There are three panels.');
    expect(await svgOf(small.spec, small.alt)).not.toContain('>200<');
    expect(await svgOf(huge.spec, huge.alt)).toContain('>200<');
  });
});

describe('curves', () => {
  it('have the mean of the seeds and a standard deviation to either side', () => {
    // Of 1, 2 and 6: mean 3, s = √((4 + 1 + 9)/2) = √7.
    const [point] = bandPoint(5, [1, 2, 6]);
    expect(point).toEqual({ x: 5, value: 3, low: 3 - Math.sqrt(7), high: 3 + Math.sqrt(7) });
    expect(bandPoint(5, [4])).toEqual([{ x: 5, value: 4 }]);
    expect(bandPoint(5, [Number.NaN])).toEqual([]);
  });

  it('average neighbouring points of a trace before seeds are compared', () => {
    const trials = trialsOf(smallStudy())
      .slice(0, 2)
      .map((config) => madeUpResult(config, () => ({})));
    // Cosines 0.5 at step 0 and −0.5 at step 1, the same in both trials.
    expect(traceCurve(trials, ({ cosines }) => cosines[0] ?? Number.NaN, 2)).toEqual([
      { x: 0.5, value: 0, low: 0, high: 0 },
    ]);
  });
});

describe('colours', () => {
  const papers = [...style.matchAll(/--paper: (#[0-9a-f]+);/g)].map(([, paper = '']) =>
    paper === '#fff' ? '#ffffff' : paper,
  );

  it('of charts have a contrast of at least 3 to light and dark paper', () => {
    expect(new Set(papers)).toEqual(new Set(['#ffffff', '#16181c']));
    for (const colour of [...seriesColours, baselineColour, ...Object.values(verdictColours)]) {
      for (const paper of papers) expect(contrast(colour, paper), `${colour} on ${paper}`).toBeGreaterThanOrEqual(3);
    }
  });

  it('of text have a contrast of at least 4.5', () => {
    const [light = '', dark = ''] = style.split('@media (prefers-color-scheme: dark)');
    for (const [text, paper] of [
      [light, '#ffffff'],
      [dark.slice(0, dark.indexOf('}')), '#16181c'],
    ] as const) {
      for (const [, colour = ''] of text.matchAll(/--(?:ink|soft|link|helped|hurt): (#[0-9a-f]{6})/g)) {
        expect(contrast(colour, paper), `${colour} on ${paper}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});
