import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fit, gatherSplit, mlp } from '@equipoise/core';
import { fromTable } from '@equipoise/datasets';
import { parseStrategy } from '@equipoise/weighting';
import { describe, expect, it } from 'vitest';

import { irregularitiesOf, irregularSentences } from '../../src/irregular/irregularities.ts';
import { reportHtml } from '../../src/report/report.ts';
import { comparedText } from '../../src/terminal/studies-text.ts';
import { comparisonSchema } from '../../src/study/comparison-schema.ts';
import { version } from '../../src/version.ts';
import { equipoise } from '../support/equipoise.ts';
import { plainScreen } from '../support/plain-screen.ts';
import { realStudy } from '../support/real-study.ts';

const rows = Array.from({ length: 40 }, (_, row) => ({ x: row % 9, still: 1, z: row % 5, y: (row * 7) % 11 }));
const made = { command: 'equipoise study', date: '2026-01-31', version };
const heading = 'What did not go as usual';

describe('a study', { timeout: 120_000 }, () => {
  it('counts the batches whose gradients are parallel, and says so everywhere', async () => {
    const table = (seed: number) =>
      fromTable({
        name: 'still',
        table: rows,
        inputs: { still: 'numeric' },
        targets: { y: 'regression', z: 'regression' },
        seed,
      });
    const { report, folder } = await realStudy((seed) => Promise.resolve(table(seed)), {
      arms: [
        { name: 'equal', strategy: 'equal' },
        { name: 'imtl-g', strategy: 'imtl-g' },
      ],
      training: { encoder: mlp({ hidden: [1] }).config },
    });
    rmSync(folder, { recursive: true });
    // A constant input is 0 when standardised: of one hidden unit only the bias has a gradient, so that those of two tasks are parallel.
    const weighed = report.results.all
      .filter(({ config }) => config.strategy === 'imtl-g')
      .reduce((sum, { steps }) => sum + steps, 0);
    const expected = { name: 'imtl-g', weighed, degenerate: weighed, fallback: 0, skipped: 0 };
    expect(weighed).toBeGreaterThan(0);
    expect(report.comparison.irregularities).toEqual({ models: [expected], imputed: 0, unseen: 0 });
    expect(comparisonSchema.parse(JSON.parse(JSON.stringify(report.comparison))).irregularities).toBeDefined();
    const sentence = `imtl-g: its rule had no answer or several (degenerate) on ${weighed} of ${weighed} batches.`;
    expect(comparedText([report], plainScreen).replaceAll(/\s+/g, ' ')).toContain(sentence);
    const html = await reportHtml([report], made);
    expect(html).toContain(heading);
    expect(html).toContain(sentence);
  });

  it('counts inputs that were imputed, and says nothing where none were', async () => {
    const study = (missing: number) =>
      realStudy(
        (seed) =>
          Promise.resolve(
            fromTable({
              name: 'gaps',
              table: rows.map((row, index) => ({ ...row, x: index < missing ? null : row.x })),
              inputs: { x: 'numeric' },
              targets: { y: 'regression' },
              seed,
            }),
          ),
        { seeds: 1, training: { epochs: 1 } },
      );
    const [gaps, whole] = [await study(7), await study(0)];
    for (const { folder } of [gaps, whole]) rmSync(folder, { recursive: true });
    expect(gaps.report.comparison.irregularities).toEqual({ models: [], imputed: 7, unseen: 0 });
    expect(comparedText([gaps.report], plainScreen)).toContain('Missing inputs that were imputed: 7.');
    expect(whole.report.comparison).not.toHaveProperty('irregularities');
    expect(comparedText([whole.report], plainScreen)).not.toContain('imputed');
    expect(await reportHtml([whole.report], made)).not.toContain(heading);
  });
});

it('a run that left a batch out says so', async () => {
  const dataset = fromTable({
    name: 'table',
    table: rows,
    inputs: { x: 'numeric' },
    targets: { y: 'regression' },
    seed: 0,
  });
  const { train } = dataset.splits;
  const x = train.inputs.table?.map((value, row) => (row === 3 ? Number.NaN : value)) ?? new Float32Array(0);
  const whole = { ...train, inputs: { table: x } };
  const spoilt = {
    size: train.size,
    gather: (wanted: Uint32Array) => Promise.resolve(gatherSplit(whole, wanted, dataset)),
  };
  const { model, history } = await fit({
    dataset: { ...dataset, splits: { ...dataset.splits, train: spoilt } },
    balancer: parseStrategy('equal'),
    encoder: mlp({ hidden: [4] }),
    epochs: 2,
    batchSize: 4,
    engine: 'wasm',
    onNonFinite: 'skip',
  });
  await model.dispose();
  const found = irregularitiesOf([{ name: 'equal', runs: [history] }]);
  expect(irregularSentences(found)).toEqual([
    'equal: 2 batches skipped, because a loss or gradient was not finite.', // Once an epoch.
  ]);
});

it('a fallback is told apart from a solution', () => {
  const statuses = { solved: 3, degenerate: 0, fallback: 1 };
  const found = irregularitiesOf([{ name: 'cagrad', runs: [{ statuses }, { statuses }] }]);
  expect(irregularSentences(found)).toEqual([
    'cagrad: an iteration did not converge, and a fallback was taken, on 2 of 8 batches.',
  ]);
  expect(irregularSentences(irregularitiesOf([{ name: 'equal', runs: [{ statuses: { solved: 4 } }] }]))).toEqual([]);
});

it('equipoise train says at its end how many inputs were imputed', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-irregular-'));
  try {
    const table = join(folder, 'gaps.csv');
    writeFileSync(table, ['x,y', ...rows.map(({ x, y }) => `${x === 4 ? '' : x},${y}`)].join('\n'));
    const line = ['train', '--table', table, '--targets', 'y:regression', '--epochs', '1', '--engine', 'wasm'];
    const [text, json] = [
      await equipoise(...line, '--out', join(folder, 'a.safetensors')),
      await equipoise(...line, '--out', join(folder, 'b.safetensors'), '--json'),
    ];
    const imputed = rows.filter(({ x }) => x === 4).length;
    expect(text.stdout).toContain(`\nMissing inputs that were imputed: ${imputed}.\n`);
    expect(JSON.parse(json.stdout)).toMatchObject({ irregularities: { models: [], imputed, unseen: 0 } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
