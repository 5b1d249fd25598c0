import { Command } from 'commander';

import { cacheOption, jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { GetArguments } from './run-datasets-get.ts';

/** `equipoise datasets get`: fetches the files of data sets. */
export function datasetsGetCommand(): Command {
  const command = new Command('get')
    .description('Fetch the files of data sets that are missing in the cache or broken, and check them.')
    .argument('<names...>', 'data sets')
    .addOption(cacheOption())
    .option('--mirror <where>', 'web address or folder to look in first (default: EQUIPOISE_DATASETS_MIRROR)')
    .addOption(jsonOption())
    .action(async (names: readonly string[], args: GetArguments) => {
      const { runDatasetsGet } = await import('./run-datasets-get.ts');
      await runDatasetsGet(names, args);
    });
  return addHelp(command, {
    examples: [
      'equipoise datasets get adult',
      'equipoise datasets get snips clinc150 --cache /data/equipoise',
      'equipoise datasets get adult --mirror https://mirror.example.org/datasets',
      'equipoise datasets get adult --mirror /media/usb/datasets',
    ],
    notes: [
      'What is interrupted goes on from there when the command is given again. A mirror has the files as <mirror>/<data set>/<file>.',
      'HTTP_PROXY, HTTPS_PROXY and NO_PROXY name proxies. The exit code is 0 when all files are there, 1 when one could not be fetched or written, 2 when the ' +
        'input was wrong, 130 after Ctrl-C.',
    ],
  });
}
