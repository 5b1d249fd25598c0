import { Command, Option } from 'commander';

import { wholeNumber } from './arguments.ts';
import { engineOption, jsonOption, strategiesOption, threadsOption, workloadsNote } from './common-options.ts';
import { addHelp, type MoreHelp } from './help.ts';
import type { BenchStepArguments } from './run-bench-step.ts';

const help: MoreHelp = {
  examples: [
    'equipoise bench step --workload mlp-small --strategies equal,pcgrad --peer pytorch',
    'equipoise bench step --workload all --strategies upgrad --engine wasm --json',
    'equipoise bench step --workload all --strategies equal --engine wasm --peer native',
    'equipoise bench step --workload mlp-many --tasks 40 --strategies uncertainty,nash-mtl',
  ],
  notes: [
    workloadsNote,
    'The Python for --peer pytorch is the first of /usr/bin/python3 and python3 that can import torch; on Debian: apt-get install ' +
      'python3-torch libopenblas0-pthread',
  ],
};

/** `equipoise bench step`: the time of one training step. */
export function benchStepCommand(): Command {
  const command = new Command('step')
    .description('Time one training step of each workload under each strategy.')
    .option('--workload <list>', 'comma-separated workloads, or all', 'mlp-small')
    .addOption(strategiesOption('comma-separated strategies, or all').default('equal,pcgrad', 'equal,pcgrad'))
    .addOption(engineOption())
    .addOption(threadsOption())
    .option('--steps <n>', 'timed steps in a round (default: one second of steps, 60 to 400)', wholeNumber(1))
    .option('--warm-up <n>', 'untimed steps at the start of a round', wholeNumber(1), 20)
    .option('--rounds <n>', 'rounds; in each, our steps are followed by those of the peer', wholeNumber(1), 5)
    .option('--tasks <k>', 'number of tasks of the mlp, mmoe and ple workloads (default: by workload)', wholeNumber(1))
    .addOption(new Option('--peer <name>', 'what to measure for comparison').choices(['pytorch', 'native']))
    .option('--python <path>', 'the Python that has PyTorch (default: the first that can import it)')
    .addOption(jsonOption())
    .action(async (args: BenchStepArguments) => {
      const { runBenchStep } = await import('./run-bench-step.ts');
      await runBenchStep(args);
    });
  return addHelp(command, help);
}
