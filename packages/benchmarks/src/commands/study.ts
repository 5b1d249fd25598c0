import { Command, Option } from 'commander';

import { wholeNumber } from './arguments.ts';
import { jsonOption, trackOption } from './common-options.ts';
import { addHelp, type MoreHelp } from './help.ts';
import type { StudyArguments } from './run-study.ts';

const help: MoreHelp = {
  examples: [
    'equipoise study study.yaml --out results',
    'equipoise study study.yaml --out results --workers 2 --json',
    'equipoise study study.yaml --queue redis://host:6379 --out results',
    'equipoise study study.yaml --shard 2/8 --out part-2',
    'equipoise study study.yaml --emit slurm --shards 16 --out results > study.sh',
    'equipoise study --schema > study.schema.json',
  ],
  notes: [
    'The shortest study: datasets: [penguins], strategies: [equal, uncertainty, pcgrad], seeds: 6, epochs: 10.',
    'A study is YAML, JSON, or a TypeScript module with `export default defineStudy({ ... })`. --schema prints the JSON Schema of ' +
      'study files, for editors.',
    'Each trial is kept in DIR/trials under a name made of all that its result depends on. A stopped study, given again, goes on where ' +
      'it was stopped; the test split is read by the final trials only.',
    'With --shard the arms, baselines and seeds are dealt to n machines. Slurm array jobs need no --shard, indexed jobs of Kubernetes --shard n. Put what they ' +
      'made together by equipoise merge, or give all the same --out; then the command without --shard compares.',
  ],
};

/** `equipoise study`: a study that a file describes. */
export function studyCommand(): Command {
  const command = new Command('study')
    .description('Make the study that a file describes: data sets, strategies, architectures, seeds, search spaces.')
    .argument('[file]', 'the study file')
    .option('--workers <n>', 'trials to train in parallel (default: one per processor)', wholeNumber(1))
    .option('--queue <url>', 'have the trials made by equipoise worker, over Redis or Valkey: redis://host:6379')
    .option('--shard <i/n>', 'make this part of it only, such as 2/8; 8 in an array job, which says the index')
    .option('--out <dir>', 'folder for the results', 'equipoise-results')
    .addOption(
      new Option('--emit <name>', 'print a script or manifest that makes the study in --shards parts').choices([
        'slurm',
        'kubernetes',
        'docker-compose',
      ]),
    )
    .option('--shards <n>', 'parts that --emit divides it into (default: 8)', wholeNumber(1, 10_000))
    .option('--schema', 'print the JSON Schema of study files')
    .addOption(trackOption())
    .addOption(jsonOption())
    .action(async (file: string | undefined, args: StudyArguments) => {
      const { runStudy } = await import('./run-study.ts');
      await runStudy(file, args);
    });
  return addHelp(command, help);
}
