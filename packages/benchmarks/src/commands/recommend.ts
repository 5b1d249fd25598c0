import { Command, Option } from 'commander';

import { epochCount, wholeNumber } from './arguments.ts';
import { engineOption, jsonOption, strategiesOption } from './common-options.ts';
import { addHelp, type MoreHelp } from './help.ts';
import type { RecommendArguments } from './run-recommend.ts';
import { addTableOptions } from './table-options.ts';

const help: MoreHelp = {
  examples: [
    'equipoise recommend --table grades.csv --targets G1,G2,G3 --out grades',
    'equipoise recommend --table grades.csv --targets G1,G2,G3 --budget 30m --prefer cost --out grades --json',
    'equipoise recommend --dataset penguins --trials 60 --out penguins',
  ],
  notes: [
    'It trains a model for each task, all tasks in one model, groups of tasks that help each other, several strategies and architectures; drops what is worse on the ' +
      'validation rows; tests what is left with several seeds on the test rows; and takes the simplest way that no other beats significantly.',
    'DIR holds the models, recommendation.json, and the study, which equipoise report reads. A stopped command, given again, goes on where it was stopped.',
    'A budget of time decides once, by a measured rate, what is tried. With --trials the same command tries the same on every machine.',
  ],
};

/** `equipoise recommend`: which tasks to learn together, and how. */
export function recommendCommand(): Command {
  const command = new Command('recommend')
    .description('Find out which tasks of your table to learn together and with which strategy, and save the models.')
    .option('--dataset <name>', 'a data set (see: equipoise datasets)')
    .addOption(
      new Option(
        '--table <file>',
        'your own file (CSV, Parquet, JSON lines, JSON, Arrow), instead of --dataset',
      ).conflicts(['dataset']),
    )
    .option('--targets <list>', 'table columns to predict, each as name:regression, name:binary or name:multiclass')
    .option('--inputs <list>', 'table columns to predict from (default: all others that can be)')
    .addOption(
      new Option('--budget <time>', 'the time that it may take, such as 90s, 10m or 2h (default: 10m)').conflicts([
        'trials',
      ]),
    )
    .option('--trials <n>', 'so many trainings at most, instead of a time', wholeNumber(1))
    .addOption(
      new Option('--prefer <what>', 'what comes first where nothing is shown to be better')
        .choices(['simple', 'cost'])
        .default('simple'),
    )
    .addOption(strategiesOption('strategies to try beside equal weights (default: uncertainty,pcgrad,fixed)'))
    .option('--architecture <parts>', 'architectures to try beside hard sharing, with commas between (default: mmoe)')
    .option('--epochs <n>', 'passes over the training split (default: by data set)', epochCount)
    .option('--size <n>', 'training examples to keep at most (default: all)', wholeNumber(1))
    .option('--seed <n>', 'the first seed', wholeNumber(0), 0)
    .addOption(engineOption(['native', 'wasm', 'eager']))
    .option('--jobs <n>', 'trainings side by side (default: one per processor)', wholeNumber(1))
    .option('--out <dir>', 'folder for the models and the study', 'equipoise-recommendation')
    .addOption(jsonOption())
    .action(async (args: RecommendArguments) => {
      const { runRecommend } = await import('./run-recommend.ts');
      await runRecommend(args);
    });
  return addHelp(addTableOptions(command), help);
}
