import { Command } from 'commander';

import { wholeNumber } from './arguments.ts';
import { jsonOption } from './common-options.ts';
import { addHelp, type MoreHelp } from './help.ts';
import type { StudyArguments } from './run-study.ts';

const help: MoreHelp = {
  examples: [
    'equipoise study study.yaml --out results',
    'equipoise study study.yaml --out results --workers 2 --json',
    'equipoise study --schema > study.schema.json',
  ],
  notes: [
    'The shortest study: datasets: [penguins], strategies: [equal, uncertainty, pcgrad], seeds: 6, epochs: 10.',
    'A study is YAML, JSON, or a TypeScript module with `export default defineStudy({ ... })`. --schema prints the JSON Schema of ' +
      'study files, for editors.',
    'Each trial is kept in DIR/trials under a name made of all that its result depends on. A stopped study, given again, goes on where ' +
      'it was stopped; the test split is read by the final trials only.',
  ],
};

/** `equipoise study`: a study that a file describes. */
export function studyCommand(): Command {
  const command = new Command('study')
    .description('Make the study that a file describes: data sets, strategies, architectures, seeds, search spaces.')
    .argument('[file]', 'the study file')
    .option('--workers <n>', 'trials to train in parallel (default: one per processor)', wholeNumber(1))
    .option('--out <dir>', 'folder for the results', 'equipoise-results')
    .option('--schema', 'print the JSON Schema of study files')
    .addOption(jsonOption())
    .action(async (file: string | undefined, args: StudyArguments) => {
      const { runStudy } = await import('./run-study.ts');
      await runStudy(file, args);
    });
  return addHelp(command, help);
}
