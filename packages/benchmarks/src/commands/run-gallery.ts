import { EquipoiseError, InvalidOptionError } from '@equipoise/core';
import { datasetCard, datasetState } from '@equipoise/datasets';

import type { GalleryEntry } from '../gallery/entry.ts';
import { gallery, galleryEntry } from '../gallery/registry.ts';
import { screenOf } from '../terminal/screen.ts';
import type { GalleryArguments } from './gallery-arguments.ts';
import { runGalleryAsk } from './run-gallery-ask.ts';
import { runGalleryClaims } from './run-gallery-claims.ts';
import { runGalleryEntry } from './run-gallery-entry.ts';
import { summaryLines } from './summary-lines.ts';

/**
 * Does what `equipoise gallery` is asked: lists the entries, runs one, or asks its model.
 *
 * @param name - The entry; all when left out.
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} in one sentence that says what is wrong.
 */
export async function runGallery(name: string | undefined, args: GalleryArguments): Promise<void> {
  // Loaders read it, here and in the processes that make the trials.
  if (args.cache !== undefined) process.env.EQUIPOISE_DATASETS = args.cache;
  if (args.claims === true) {
    checkAlone('with --claims', { NAME: name, seeds: args.seeds, jobs: args.jobs, ask: args.ask, mirror: args.mirror });
    runGalleryClaims(args.out, args.json === true);
    return;
  }
  if (name === undefined) {
    checkAlone('when no entry is named', { seeds: args.seeds, jobs: args.jobs, ask: args.ask, mirror: args.mirror });
    process.stdout.write(`${galleryText(args.json === true)}\n`);
    return;
  }
  const entry = galleryEntry(name);
  if (args.ask !== undefined) checkAsk(entry, args);
  await (args.ask === undefined ? runGalleryEntry(entry, args) : runGalleryAsk(entry, args));
}

function checkAsk({ name, ask }: GalleryEntry, { seeds, jobs }: GalleryArguments): void {
  if (!ask) throw new EquipoiseError(`gallery: ${name} has no console demo.`);
  checkAlone('with --ask', { seeds, jobs }); // A question has no trials.
}

/** Options that would be ignored are refused. */
function checkAlone(when: string, options: Readonly<Record<string, unknown>>): void {
  for (const [option, value] of Object.entries(options)) {
    if (value !== undefined) throw new InvalidOptionError('gallery', option, `left out ${when}`, value);
  }
}

/** The list of the entries, each with what is there of its data. */
function galleryText(json: boolean): string {
  const entries = [...gallery.values()];
  const available = ({ datasets }: GalleryEntry): boolean =>
    datasets.every(
      (each) => !['not fetched', 'partly cached', 'not installed'].includes(datasetState(datasetCard(each))),
    );
  if (json) {
    const listed = entries.map((entry) => {
      const { name, title, summary, tasks, datasets, simulated, strategies, seeds, ask } = entry;
      const states = Object.fromEntries(datasets.map((each) => [each, datasetState(datasetCard(each))]));
      return {
        name,
        title,
        summary,
        tasks,
        datasets: states,
        available: available(entry),
        simulated: simulated !== undefined,
        strategies,
        seeds,
        example: ask?.example,
      };
    });
    return JSON.stringify({ entries: listed }, null, 2);
  }
  const screen = screenOf(process.stdout);
  const parts = entries.map((entry) => ({
    name: entry.name,
    summary: `${entry.summary}${entry.simulated ? ' (simulation)' : ''}${available(entry) ? '' : ' (data are fetched first)'}`,
  }));
  const longest = Math.max(...parts.map(({ name }) => name.length));
  return [
    screen.paint('bold', 'Gallery'),
    ...summaryLines(parts, screen, longest),
    '',
    'Run one: equipoise gallery NAME. Ask its model: equipoise gallery NAME --ask.',
  ].join('\n');
}
