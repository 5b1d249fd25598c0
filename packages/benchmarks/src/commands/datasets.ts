import { type DatasetCard, datasets } from '@equipoise/datasets';
import { Command } from 'commander';

import { terminalWidth } from '../terminal/width.ts';
import { wrap } from '../terminal/wrap.ts';

/** `equipoise datasets`: what there is to compare on. */
export function datasetsCommand(): Command {
  return new Command('datasets')
    .description('List the data sets: what they are, where they come from, under which licence.')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', '\nExample:\n  equipoise datasets --json')
    .action(({ json }: { readonly json?: boolean }) => {
      const cards = Object.values(datasets).map(cardOf);
      const text = json ? JSON.stringify({ datasets: cards }, null, 2) : cards.map(describe).join('\n\n');
      process.stdout.write(`${text}\n`);
    });
}

function cardOf({ name, title, modality, licence, source, citation, description }: DatasetCard): DatasetCard {
  return { name, title, modality, licence, source, ...(citation === undefined ? {} : { citation }), description };
}

function describe({ name, title, modality, licence, source, description }: DatasetCard): string {
  const width = terminalWidth(process.stdout);
  const lines = [description, `Source: ${source}`, `Licence: ${licence}`];
  return [`${name} (${title}, ${modality})`, ...lines.map((line) => wrap(line, { width, indent: 2 }))].join('\n');
}
