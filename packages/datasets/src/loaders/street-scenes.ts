import { type Random, random, segmentation, toTable } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { buildImages } from '../image/build-images.ts';
import { channelScale } from '../image/channel-scale.ts';
import { paintStreet } from '../image/street/paint-street.ts';
import { drawStreet, roadConditions, roadTones, streetSize, toneDeviation } from '../image/street/street.ts';
import { mapSplits } from '../map-splits.ts';
import { dataFile } from '../parse/data-file.ts';
import { readImageRows } from '../parse/image-rows.ts';
import { dealRows } from '../splits/deal-rows.ts';
import { bestScores } from '../synthetic/best-scores.ts';

const sizes = { train: 2000, validation: 500, test: 1000 };

const card: DatasetCard = {
  name: 'street-scenes',
  title: 'Simulated streets with real signs',
  modality: 'image',
  arrival: 'synthetic',
  examples: sizes.train + sizes.validation + sizes.test,
  tasks: [
    {
      name: 'sign',
      kind: 'multiclass',
      meaning: 'the category of the sign: regulatory, warning, information, complementary',
    },
    { name: 'road', kind: 'multiclass', meaning: 'the condition of the road: dry, wet or snow, equally often' },
    { name: 'pedestrian', kind: 'segmentation', meaning: 'which pixels are a pedestrian (0 to 3 in an image)' },
  ],
  split:
    'drawn independently: 2,000 training scenes, 500 for validation, 1,000 for testing; signs of one meaning are in one split',
  licence: 'MIT (signs); Apache-2.0 (the rest, made by this package)',
  source:
    'a simulation; the signs are drawings of npm mapillary_sprite_source@1.8.0, https://github.com/mapillary/mapillary_sprite_source',
  citation: 'Mapillary, sprite source, © 2015 Mapillary.',
  description:
    'A simulation, no photographs: a road of 32 × 48 pixels, with 0 to 3 pedestrians in clothes of any colour and a traffic sign of the data set traffic-signs ' +
    'pasted at its side. The brightness of the road is normal about 110 (dry), 70 (wet) or 170 (snow) with a deviation of 20, and nothing else depends on its ' +
    'condition: the rule that knows the brightness is right in 84.9 % of all scenes. Each value has noise of −10 to 10. Pedestrians are opaque: their mask ' +
    'could be found without a fault, save where clothes have the colour of what is behind. The best possible score of the signs is not known.',
  caution:
    'Made by a formula around drawings: nothing here speaks of a camera in a car. A test sign has a meaning that training has not seen.',
};

const side = 32;

/** A street with a sign, pedestrians and a road: a simulation around real signs. */
export const streetScenes: DatasetEntry = defineDataset(
  card,
  async ({ seed, size }) => {
    const { name } = card;
    const signs = await readCsv(dataFile(name, 'traffic-signs.csv.gz'));
    const path = dataFile(name, 'traffic-signs.bin.gz');
    const drawings = await readImageRows(name, path, { images: signs.rows, size: side * side * 4 });
    const categories = Array.from(signs.cells('category'), String);
    const stream = random(seed);
    const { test = new Uint32Array(0), ...dealt } = dealRows(
      { owner: name, table: signs, rule: { group: 'meaning' }, labels: [], stream: stream.fork('split') },
      { validation: Math.round(signs.rows / 10), test: Math.round(signs.rows / 5) },
      Number.POSITIVE_INFINITY,
    );
    const scenesOf = (signRows: Uint32Array, count: number, own: Random): readonly Scene[] =>
      Array.from({ length: count }, (_, row) => {
        const scene = own.fork(String(row));
        const street = drawStreet(scene);
        const sign = signRows[scene.integer(signRows.length)] ?? 0;
        const { image, mask } = paintStreet(street, drawings[sign] ?? new Uint8Array(0), scene);
        const road = roadConditions[street.condition] ?? '';
        return { image, pedestrian: mask, sign: categories[sign] ?? '', road, tone: street.tone };
      });
    const scenes = {
      train: scenesOf(dealt.train, Math.min(size, sizes.train), stream.fork('train')),
      validation: scenesOf(dealt.validation, sizes.validation, stream.fork('validation')),
      test: scenesOf(test, sizes.test, stream.fork('test')),
    };
    const dataset = buildImages({
      name,
      size: streetSize,
      scale: channelScale(
        scenes.train.map(({ image }) => image),
        3,
      ),
      splits: mapSplits(scenes, (own: readonly Scene[]) => ({
        table: toTable(name, columnsOf(own)),
        rows: Uint32Array.from(own.keys()),
      })),
      targets: {
        sign: { kind: 'multiclass', classes: [...new Set(categories)].sort() },
        road: { kind: 'multiclass', classes: roadConditions },
      },
      lists: { pedestrian: { kind: segmentation({ classes: ['ground', 'pedestrian'], ...streetSize }) } },
    });
    const best = bestScores(dataset.tasks, dataset.splits.test, {
      road: scenes.test.map(({ tone }) => roadLogits(tone)),
    });
    return { ...dataset, best };
  },
  sizes.train,
);

interface Scene {
  readonly image: Uint8Array;
  readonly pedestrian: Uint8Array;
  readonly sign: string;
  readonly road: string;
  readonly tone: number;
}

function columnsOf(scenes: readonly Scene[]): Readonly<Record<Exclude<keyof Scene, 'tone'>, readonly unknown[]>> {
  return {
    image: scenes.map(({ image }) => image),
    pedestrian: scenes.map(({ pedestrian }) => pedestrian),
    sign: scenes.map(({ sign }) => sign),
    road: scenes.map(({ road }) => road),
  };
}

/** The logarithm of what each condition has of a brightness, but for a constant: the rule of Bayes. */
function roadLogits(tone: number): readonly number[] {
  return roadTones.map((mean) => -((tone - mean) ** 2) / (2 * toneDeviation ** 2));
}
