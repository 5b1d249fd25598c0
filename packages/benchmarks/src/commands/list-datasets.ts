import { type DatasetCard, datasets } from '@equipoise/datasets';

import { terminalWidth } from '../terminal/width.ts';
import { wrap } from '../terminal/wrap.ts';

/**
 * The data sets as `equipoise datasets` prints them.
 *
 * @param json - Whether as one JSON object.
 */
export function datasetsText(json: boolean): string {
  const cards = Object.values(datasets).map(cardOf);
  return json ? JSON.stringify({ datasets: cards }, null, 2) : cards.map(describe).join('\n\n');
}

function cardOf({ name, title, modality, licence, source, citation, description }: DatasetCard): DatasetCard {
  return { name, title, modality, licence, source, ...(citation === undefined ? {} : { citation }), description };
}

function describe({ name, title, modality, licence, source, description }: DatasetCard): string {
  const width = terminalWidth(process.stdout);
  const lines = [description, `Source: ${source}`, `Licence: ${licence}`];
  return [`${name} (${title}, ${modality})`, ...lines.map((line) => wrap(line, { width, indent: 2 }))].join('\n');
}
