import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { type DatasetName, datasets } from '../src/index.ts';
import { describeShared } from './support/shared-data.ts';
import { examplesOf, losses } from './support/totals.ts';

/** The data sets that read the files of each folder. */
const readers: Readonly<Record<string, readonly DatasetName[]>> = {
  adult: ['adult'],
  'appliances-energy': ['appliances-energy'],
  'ashrae-thermal-comfort': ['ashrae-thermal-comfort'],
  'bike-sharing': ['bike-sharing'],
  'census-income-sample': ['census-income'],
  'credit-default': ['credit-default'],
  'iranian-churn': ['iranian-churn'],
  'mulan-multi-target': ['energy-efficiency', 'sf1', 'sf2', 'slump'],
  'restaurant-ratings': ['restaurant-ratings'],
  'room-occupancy': ['room-occupancy'],
  'sklearn-small': ['digits', 'linnerud'],
  'student-performance': ['student-performance'],
  'telco-churn-fictional': ['telco-churn'],
  tox21: ['tox21'],
  clinc150: ['clinc150'],
  'ewt-pos-ner': ['ewt-pos-ner'],
  goemotions: ['goemotions'],
  'nlu-evaluation-corpora': ['ask-ubuntu-nlu', 'chatbot-nlu', 'web-applications-nlu'],
  'pud-parallel-pos-ner': ['pud'],
  snips: ['snips'],
  'ud-english-atis': ['ud-english-atis'],
  'xed-emotion-translation': ['xed'],
  'xsid-intent-slots-translation': ['xsid'],
  'wall-following-robot': ['wall-following-robot'],
};

// MERGE: move each folder to `readers` when the loader of its text or images is there; then this list goes.
const awaited = [
  'fashion-mnist-t10k',
  'mapillary-traffic-signs',
  'mnist-t10k',
  'nih-chest-xray-910',
  'omniglot-small1',
  'twemoji-images',
];

describeShared('.', (root) => {
  it('has no folder that no data set reads', () => {
    const folders = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
    expect([...Object.keys(readers), ...awaited].sort()).toEqual(folders.sort());
  });

  const sets = Object.entries(readers).flatMap(([folder, names]) => names.map((name) => ({ folder, name })));
  it.each(sets)('has files in $folder that $name loads and is trained on', async ({ folder, name }) => {
    const dataset = await datasets[name].load({ folder: join(root, folder), size: 500 });
    expect(examplesOf(dataset)).toBeGreaterThan(0);
    expect(dataset.tasks.map((task) => task.name)).toEqual(dataset.card.tasks.map((task) => task.name));
    expect(dataset.tasks.map(({ kind }) => kind.name)).toEqual(dataset.card.tasks.map(({ kind }) => kind));
    const { first } = await losses(dataset, { epochs: 1, rows: 500 });
    expect(Number.isFinite(first) && first > 0).toBe(true);
  });
});
