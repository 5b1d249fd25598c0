import { Command, Option } from 'commander';

import { wholeNumber } from './arguments.ts';
import { engineOption, jsonOption, threadsOption } from './bench-options.ts';
import type { BenchStepArguments } from './run-bench-step.ts';

const examples = `
Examples:
  equipoise bench step --workload mlp-small --strategy equal,pcgrad --peer pytorch
  equipoise bench step --workload all --strategy upgrad --engine wasm --json
  equipoise bench step --workload all --strategy equal --engine wasm --peer native
  equipoise bench step --workload mlp-many --tasks 40 --strategy uncertainty,nash-mtl

PyTorch is that of the first of /usr/bin/python3 and python3 that can import torch; on Debian:
apt-get install python3-torch libopenblas0-pthread`;

/** `equipoise bench step`: the time of one training step. */
export function benchStepCommand(): Command {
  return new Command('step')
    .description('Time one training step of each workload under each strategy.')
    .option('--workload <list>', 'workloads with commas between, or all', 'mlp-small')
    .option('--strategy <list>', 'strategies with commas between, or all (see: equipoise strategies)', 'equal,pcgrad')
    .addOption(engineOption())
    .addOption(threadsOption())
    .option('--steps <n>', 'steps of a round that are counted (default: a second of them, 60 to 400)', wholeNumber(1))
    .option('--warm-up <n>', 'steps of a round before them', wholeNumber(1), 20)
    .option('--rounds <n>', 'rounds, each of our steps and then the peer’s', wholeNumber(1), 5)
    .option('--tasks <k>', 'tasks of the mlp workloads (default: by the workload)', wholeNumber(1))
    .addOption(new Option('--peer <name>', 'what is measured beside').choices(['pytorch', 'native']))
    .option('--python <path>', 'the Python that has PyTorch (default: the first that can import it)')
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(async (args: BenchStepArguments) => {
      const { runBenchStep } = await import('./run-bench-step.ts');
      await runBenchStep(args);
    });
}
