import { Command } from 'commander';

import { wholeNumber } from './arguments.ts';
import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { BenchServeArguments } from './run-bench-serve.ts';

/** `equipoise bench serve`: latency and throughput of one served model beside a model for each task. */
export function benchServeCommand(): Command {
  const command = new Command('serve')
    .description(
      'Measure latency and requests per second of one served model for all tasks, beside a model for each task, and beside a plain loop over onnxruntime-node.',
    )
    .option('--tasks <k>', 'tasks (default: 4)', wholeNumber(1))
    .option('--clients <n>', 'clients that ask, each again as soon as it is answered (default: 16)', wholeNumber(1))
    .option('--seconds <n>', 'seconds of a round (default: 3)', wholeNumber(1))
    .option('--rounds <n>', 'rounds, in which the sides take turns (default: 3)', wholeNumber(1))
    .addOption(jsonOption())
    .action(async (args: BenchServeArguments) => {
      const { runBenchServe } = await import('./run-bench-serve.ts');
      await runBenchServe(args);
    });
  return addHelp(command, {
    examples: ['equipoise bench serve', 'equipoise bench serve --tasks 8 --clients 64 --json'],
    notes: ['It needs onnxruntime-node.'],
  });
}
