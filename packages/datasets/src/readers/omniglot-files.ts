import { DataError, random, toTable } from '@equipoise/core';

import type { LoadedDataset } from '../card.ts';
import { buildImages, rowsOfTable } from '../image/build-images.ts';
import { channelScale } from '../image/channel-scale.ts';
import { fitImage } from '../image/fit-image.ts';
import { readImage } from '../image/read-image.ts';
import type { CompleteLoadOptions } from '../load-options.ts';
import { readZip } from '../remote/unzip.ts';
import { dealRows } from '../splits/deal-rows.ts';

const side = 28;

/** What to cite for Omniglot. */
export const omniglotCitation =
  'B. M. Lake, R. Salakhutdinov, J. B. Tenenbaum. Human-level concept learning through probabilistic program induction. Science 2015.';

/** The tasks of Omniglot, for cards. */
export const omniglotTasks = [
  { name: 'alphabet', kind: 'multiclass', meaning: 'the alphabet that the character is of' },
  { name: 'character', kind: 'multiclass', meaning: 'the character, 20 drawings of each' },
  { name: 'drawer', kind: 'multiclass', meaning: 'who drew it: one of the 20 persons who drew the alphabet' },
];

/**
 * Reads drawings of characters from zip archives, `…/ALPHABET/characterNN/ID_DRAWER.png`: shrunk to 28 × 28, ink bright on black.
 *
 * @param name - The name of the data set.
 * @param archives - The paths of the archives.
 * @param options - Seed and size.
 * @throws {@link @equipoise/core!DataError} when an archive is missing, or has no drawing.
 */
export async function readOmniglot(
  name: string,
  archives: readonly string[],
  { seed, size }: CompleteLoadOptions,
): Promise<Omit<LoadedDataset, 'card'>> {
  const [image, alphabet, character, drawer]: [Uint8Array[], string[], string[], string[]] = [[], [], [], []];
  for (const archive of archives) {
    for (const { name: path, bytes } of readZip(archive, { owner: name, wanted: (own) => own.endsWith('.png') })) {
      const [, own, number, person] = /([^/]+)\/character(\d+)\/\d+_(\d+)\.png$/.exec(path) ?? [];
      if (own === undefined || number === undefined || person === undefined) continue;
      const pixels = fitImage(await readImage(bytes), { height: side, width: side, channels: 1 });
      image.push(pixels.map((value) => 255 - value));
      alphabet.push(own);
      character.push(`${own} ${number}`);
      drawer.push(person);
    }
  }
  if (image.length === 0) throw new DataError(`${name}: ${archives.join(', ')}: has no drawing of a character.`);
  const table = toTable(name, { image, alphabet, character, drawer });
  const rows = dealRows(
    { owner: name, table, rule: 'random', labels: [], stream: random(seed).fork('split') },
    { validation: Math.round(table.rows / 10), test: Math.round(table.rows / 5) },
    size,
  );
  return buildImages({
    name,
    size: { height: side, width: side },
    scale: channelScale(
      Array.from(rows.train, (row) => image[row] ?? []),
      1,
    ),
    splits: rowsOfTable(table, rows),
    targets: {
      alphabet: { kind: 'multiclass', classes: [...new Set(alphabet)] },
      character: { kind: 'multiclass', classes: [...new Set(character)] },
      drawer: { kind: 'multiclass', classes: [...new Set(drawer)].sort() },
    },
  });
}
