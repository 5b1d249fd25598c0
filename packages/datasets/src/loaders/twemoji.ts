import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { readDrawings } from '../image/drawings.ts';

const card: DatasetCard = {
  name: 'twemoji',
  title: 'Twemoji',
  modality: 'image',
  arrival: 'embedded',
  examples: 3491,
  tasks: [
    { name: 'category', kind: 'multiclass', meaning: 'what it shows, one of 10: people, flags, animals …' },
    { name: 'skin-tone', kind: 'multiclass', meaning: 'one of 5 skin tones (316 emoji each), or none' },
    { name: 'mask', kind: 'segmentation', meaning: 'which pixels are drawn, and which are the ground' },
  ],
  split: 'by emoji: all skin tones of one are in one split; about 20 % for testing, 10 % for validation',
  licence: 'CC BY 4.0',
  source: 'npm emoji-datasource-twitter@16.0.0, of Twemoji, https://github.com/jdecked/twemoji',
  citation: 'Twemoji, © Twitter, Inc. and other contributors. Categories: Emoji 16.0, the Unicode Consortium.',
  description:
    'Emoji of 32 × 32 pixels, pasted on a ground of random colours, another one for each seed. What does it show, with which skin tone, and which ' +
    'pixels are drawn?',
  caution:
    'Drawings, not photographs: more than half are of the category People & Body, most of these in six skin tones.',
};

/** The names of the modifiers of skin tone, Fitzpatrick 1–2 to 6. */
const tones = new Map([
  ['1F3FB', 'light'],
  ['1F3FC', 'medium-light'],
  ['1F3FD', 'medium'],
  ['1F3FE', 'medium-dark'],
  ['1F3FF', 'dark'],
]);

/** Emoji on a ground: category, skin tone and mask. */
export const twemoji: DatasetEntry = defineDataset(card, async (options) =>
  readDrawings({
    ...options,
    name: card.name,
    group: 'name',
    drawn: 'drawn',
    columns: (labels) => ({
      'skin-tone': Array.from(labels.cells('skin_tone'), (code) => tones.get(String(code)) ?? 'none'),
    }),
    targets: {
      category: { kind: 'multiclass' },
      'skin-tone': { kind: 'multiclass', classes: ['none', ...tones.values()] },
    },
  }),
);
