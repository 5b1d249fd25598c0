import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import { expect, it } from 'vitest';

import { reportHtml } from '../../src/report/report.ts';
import { toVegaLite } from '../../src/report/to-vega-lite.ts';
import { compareResults } from '../../src/study/comparison.ts';
import { madeUpResults, smallStudy } from '../support/made-up.ts';

const reports = ['penguins', 'words'].map((dataset) => {
  const results = madeUpResults(smallStudy({ seeds: 3, dataset }), ({ seed, tasks }) =>
    Object.fromEntries(
      tasks.map((task) => [task, { accuracy: 0.5 + seed / 100, rmse: 1 + seed / 10, mae: 1, r2: 0.5 }]),
    ),
  );
  return { results, comparison: compareResults(results) };
});

it('gives every panel of the report, each a specification that draws by itself', async () => {
  const html = await reportHtml(reports, { command: 'equipoise compare', date: '2026-01-31', version: '0' });
  const charts = await toVegaLite(reports);
  expect(charts.length).toBe(html.match(/<div class="panel">/g)?.length);
  expect(new Set(charts.map(({ dataset }) => dataset))).toEqual(new Set([undefined, 'penguins', 'words']));
  for (const { panel, alt, spec } of charts) {
    expect(html).toContain(alt.slice(0, 20));
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    const view = new View(parse(compile(spec).spec), { renderer: 'none' });
    expect(await view.toSVG()).toContain(panel.split(' (')[0]?.slice(0, 8));
    view.finalize();
  }
});
