import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkpoints, fit, jsonLines, tensorBoard, track } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const folder = mkdtempSync(join(tmpdir(), 'runs-'));
const file = join(folder, 'runs.jsonl');
const dataset = await datasets.penguins.load();
const tracking = track(jsonLines(file), { every: 5 });
const { model } = await fit({
  dataset,
  epochs: 3,
  batchSize: 32,
  balancer: strategies.gradnorm(),
  // Trackers come before checkpoints: then a resumed run tells every step once.
  callbacks: [tracking, track(tensorBoard(folder)), checkpoints(join(folder, 'checkpoints'))],
});
await tracking.tested(await model.evaluate(dataset.splits.test));
await model.dispose();

interface Line {
  readonly event: string;
  readonly step?: number;
  readonly values?: Readonly<Record<string, number>>;
}
const lines = readFileSync(file, 'utf8').trim().split('\n');
const told = lines.map((line) => JSON.parse(line) as Line);
console.log(told.map(({ event, step = '' }) => `${event} ${step}`.trim()).join(', '));
console.log(Object.keys(told.find(({ step }) => step === 5)?.values ?? {}));
