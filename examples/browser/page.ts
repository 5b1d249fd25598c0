import type { Engine } from '@equipoise/compiler';
import type { Rows } from '@equipoise/datasets';

import type { EpochNews, Outcome, Settings } from './training.ts';
import type { Run } from './worker.ts';

const asked = new URLSearchParams(location.search);
const settings: Settings = {
  engine: (asked.get('engine') ?? 'auto') as Engine,
  epochs: Number(asked.get('epochs') ?? 20),
};

const worker = new Worker(new URL('worker.ts', import.meta.url), { type: 'module' });
worker.addEventListener('message', ({ data }: MessageEvent<EpochNews | Outcome | { readonly error: string }>) => {
  if ('losses' in data) showEpoch(data);
  else if ('metrics' in data) showOutcome(data);
  else show('status', data.error);
});

const table = await fetch('penguins.json'); // From node_modules/@equipoise/datasets/data; put a table of your own in its place.
worker.postMessage({ rows: (await table.json()) as Rows, settings } satisfies Run);

function showEpoch({ epoch, losses }: EpochNews): void {
  show('status', `Training: epoch ${epoch} of ${settings.epochs}`);
  if (epoch === 1) addRow('losses', ['epoch', ...Object.keys(losses)]);
  addRow('losses', [String(epoch), ...Object.values(losses)]);
}

function showOutcome({ engine, metrics }: Outcome): void {
  show('status', `Trained for ${settings.epochs} epochs by the engine ${engine}`);
  for (const [task, values] of Object.entries(metrics)) {
    for (const [metric, value] of Object.entries(values)) addRow('metrics', [task, metric, value]);
  }
}

function addRow(table: string, cells: readonly (string | number)[]): void {
  const row = document.createElement('tr');
  for (const cell of cells) {
    const element = row.appendChild(document.createElement('td'));
    if (typeof cell === 'string') element.append(cell);
    else {
      const number = element.appendChild(document.createElement('data'));
      number.value = String(cell);
      number.append(cell.toFixed(3));
    }
  }
  document.getElementById(table)?.append(row);
}

function show(id: string, text: string): void {
  document.getElementById(id)?.replaceChildren(text);
}
