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
  clinc150: ['clinc150'],
  'credit-default': ['credit-default'],
  'ewt-pos-ner': ['ewt-pos-ner'],
  'fashion-mnist-t10k': ['fashion-mnist-t10k'],
  goemotions: ['goemotions'],
  'iranian-churn': ['iranian-churn'],
  'mnist-t10k': ['mnist-t10k'],
  'mulan-multi-target': ['energy-efficiency', 'sf1', 'sf2', 'slump'],
  'nlu-evaluation-corpora': ['ask-ubuntu-nlu', 'chatbot-nlu', 'web-applications-nlu'],
  'omniglot-small1': ['omniglot-small1'],
  'pud-parallel-pos-ner': ['pud'],
  'restaurant-ratings': ['restaurant-ratings'],
  'room-occupancy': ['room-occupancy'],
  'sklearn-small': ['digits', 'linnerud'],
  snips: ['snips'],
  'student-performance': ['student-performance'],
  'telco-churn-fictional': ['telco-churn'],
  tox21: ['tox21'],
  'ud-english-atis': ['ud-english-atis'],
  'wall-following-robot': ['wall-following-robot'],
  'xed-emotion-translation': ['xed'],
  'xsid-intent-slots-translation': ['xsid'],
};

/** Folders whose content comes with the package. */
const embedded = {
  'mapillary-traffic-signs': 'traffic-signs',
  'nih-chest-xray-910': 'nih-chest-xray-910',
  'twemoji-images': 'twemoji',
} as const;

describeShared('.', (root) => {
  it('has no folder that no data set reads', () => {
    const folders = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
    expect([...Object.keys(readers), ...Object.keys(embedded)].sort()).toEqual(folders.sort());
  });

  const sets = [
    ...Object.entries(readers).flatMap(([folder, names]) =>
      names.map((name) => ({ folder, name, options: { folder: join(root, folder) } })),
    ),
    ...Object.entries(embedded).map(([folder, name]) => ({ folder, name, options: {} })),
  ];
  it.each(sets)('$folder has what $name loads and is trained on', async ({ name, options }) => {
    const dataset = await datasets[name].load({ ...options, size: 500 });
    expect(examplesOf(dataset)).toBeGreaterThan(0);
    expect(dataset.tasks.map((task) => task.name)).toEqual(dataset.card.tasks.map((task) => task.name));
    expect(dataset.tasks.map(({ kind }) => kind.name)).toEqual(dataset.card.tasks.map(({ kind }) => kind));
    const { first } = await losses(dataset, { epochs: 1, rows: 500 });
    expect(Number.isFinite(first) && first > 0).toBe(true);
  });
});
