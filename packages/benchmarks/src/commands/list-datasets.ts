import { type DatasetCard, datasets } from '@equipoise/datasets';

import { type Screen, screenOf } from '../terminal/screen.ts';
import { wrap } from '../terminal/wrap.ts';

/**
 * The data sets as `equipoise datasets` prints them.
 *
 * @param json - Whether as one JSON object.
 */
export function datasetsText(json: boolean): string {
  const cards = Object.values<DatasetCard>(datasets);
  if (json) return JSON.stringify({ datasets: cards }, null, 2);
  const screen = screenOf(process.stdout);
  return cards.map((card) => describe(card, screen)).join('\n\n');
}

function describe(
  { name, title, modality, licence, source, description }: DatasetCard,
  { width, paint }: Screen,
): string {
  const lines = [description, `Source: ${source}`, `Licence: ${licence}`];
  const head = `${paint('cyan', name)} (${title}, ${modality})`;
  return [head, ...lines.map((line) => wrap(line, { width, indent: 2 }))].join('\n');
}
