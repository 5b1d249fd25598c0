import { Command, Option } from 'commander';

import { wholeNumber } from './arguments.ts';
import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { BenchJobArguments } from './run-bench-job.ts';

/** `equipoise bench job`: all trials of the quick profile, beside PyTorch. */
export function benchJobCommand(): Command {
  const command = new Command('job')
    .description(
      'Time all trials of compare --profile quick beside the same trials in PyTorch, two processes each, in turns.',
    )
    .addOption(new Option('--peer <name>', 'what it is measured beside').choices(['pytorch']).default('pytorch'))
    .option('--dataset <list>', 'comma-separated data sets of the profile (default: all)')
    .option('--seeds <n>', 'seeds of each study (default: those of the profile)', wholeNumber(1))
    .option('--rounds <n>', 'how often each side makes the job', wholeNumber(1), 1)
    .option('--jobs <n>', 'processes of each side', wholeNumber(1), 2)
    .option('--python <path>', 'the Python that has PyTorch (default: the first that can import it)')
    .addOption(jsonOption())
    .action(async (args: BenchJobArguments) => {
      const { runBenchJob } = await import('./run-bench-job.ts');
      await runBenchJob(args);
    });
  return addHelp(command, {
    examples: [
      'equipoise bench job --peer pytorch',
      'equipoise bench job --dataset penguins --seeds 1 --rounds 3 --json',
    ],
    notes: [
      'Without PyTorch nothing is measured, and a sentence says how to install it: on Debian, apt-get install python3-torch libopenblas0-pthread',
    ],
  });
}
