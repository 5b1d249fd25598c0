import { Command, Option } from 'commander';

import { wholeNumber } from './arguments.ts';
import { cacheOption, jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { GalleryArguments } from './gallery-arguments.ts';

/** `equipoise gallery`: uses of multi-task learning that run, and whose models answer. */
export function galleryCommand(): Command {
  const command = new Command('gallery')
    .description(
      'Uses of multi-task learning that run: list them, run one beside a model for each task and say whether sharing helped, or ask its model.',
    )
    .argument('[name]', 'the entry (default: list all)')
    .option('--out <dir>', 'folder for results, trials and models', 'equipoise-gallery')
    .option('--seeds <n>', 'seeds (default: as the entry says)', wholeNumber(1))
    .option('--jobs <n>', 'trials to train in parallel (default: one per processor)', wholeNumber(1))
    .addOption(new Option('--ask [question]', 'ask the model; without a question, type them at a prompt'))
    .option('--claims', 'print what is said of multi-task learning, measured over the results in the folder')
    .addOption(cacheOption())
    .option('--mirror <where>', 'web address or folder to look in first (default: EQUIPOISE_DATASETS_MIRROR)')
    .addOption(jsonOption())
    .action(async (name: string | undefined, args: GalleryArguments) => {
      const { runGallery } = await import('./run-gallery.ts');
      await runGallery(name, args);
    });
  return addHelp(command, {
    examples: [
      'equipoise gallery',
      'equipoise gallery marketing',
      'equipoise gallery marketing --ask "months=30 calls=70 seconds=4500 messages=60"',
      'equipoise gallery --claims --out results/gallery',
      'equipoise gallery marketing --mirror /media/usb/datasets --json',
    ],
    notes: [
      'Files of data sets that are missing in the cache are fetched first, as by equipoise datasets get. A stopped command, given again, goes on where it was stopped.',
      'The first question trains the model when the entry has not run; it is kept in the folder of the entry.',
    ],
  });
}
