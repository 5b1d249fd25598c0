import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { readDrawings } from '../image/drawings.ts';

const card: DatasetCard = {
  name: 'traffic-signs',
  title: 'Mapillary traffic signs',
  modality: 'image',
  arrival: 'embedded',
  examples: 1543,
  tasks: [
    {
      name: 'category',
      kind: 'multiclass',
      meaning: 'one of 4: regulatory (39 %), warning (34 %), information, complementary',
    },
    { name: 'direction', kind: 'multiclass', meaning: 'the direction that its meaning names: left, right, or none' },
    { name: 'mask', kind: 'segmentation', meaning: 'which pixels are the sign, and which are the ground' },
  ],
  split: 'by meaning: the national styles of one meaning are in one split; about 20 % for testing, 10 % for validation',
  licence: 'MIT',
  source: 'npm mapillary_sprite_source@1.8.0, https://github.com/mapillary/mapillary_sprite_source',
  citation: 'Mapillary, sprite source, © 2015 Mapillary.',
  description:
    'Traffic signs of many countries as drawings of 32 × 32 pixels, pasted on a ground of random colours, another one for each seed: category, the ' +
    'direction that its meaning names, and which pixels are the sign.',
  caution:
    'Drawings, not photographs. 815 meanings, most of them with one or two signs: a test sign has a meaning that training has not seen.',
};

/** Traffic signs on a ground: category, direction and mask. */
export const trafficSigns: DatasetEntry = defineDataset(card, async (options) =>
  readDrawings({
    ...options,
    name: card.name,
    group: 'meaning',
    drawn: 'sign',
    columns: (labels) => ({
      direction: Array.from(labels.cells('meaning'), (meaning) => directionOf(String(meaning))),
    }),
    targets: {
      category: { kind: 'multiclass' },
      direction: { kind: 'multiclass', classes: ['none', 'left', 'right'] },
    },
  }),
);

function directionOf(meaning: string): string {
  const [left, right] = ['left', 'right'].map((word) => meaning.split('-').includes(word));
  return left === right ? 'none' : left ? 'left' : 'right';
}
