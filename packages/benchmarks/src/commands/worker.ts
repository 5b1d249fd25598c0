import { Command } from 'commander';

import { wholeNumber } from './arguments.ts';
import { addHelp } from './help.ts';
import type { WorkerArguments } from './run-worker.ts';

/** `equipoise worker`: makes trials of studies that others run. */
export function workerCommand(): Command {
  const command = new Command('worker')
    .description('Make trials of studies that run on other machines, from a queue in Redis or Valkey.')
    .requiredOption('--queue <url>', 'the queue: redis://host:6379, or rediss:// with TLS')
    .option('--workers <n>', 'trials side by side (default: one per processor)', wholeNumber(1))
    .option(
      '--dead-after <s>',
      'seconds after which a worker that says nothing counts as dead, and others make its trial (default: 30)',
      wholeNumber(1, 86_400),
    )
    .action(async (args: WorkerArguments) => {
      const { runWorker } = await import('./run-worker.ts');
      await runWorker(args);
    });
  return addHelp(command, {
    examples: [
      'equipoise worker --queue redis://10.0.0.5:6379',
      'equipoise worker --queue redis://10.0.0.5 --workers 2',
    ],
    notes: [
      'Start as many as you like, on any machines, before or after equipoise study --queue. Tables of the study must be at the same path.',
      'Name and password: in the URL, or in EQUIPOISE_QUEUE_USERNAME and EQUIPOISE_QUEUE_PASSWORD.',
      'Ctrl-C or SIGTERM: it ends the trials that it makes, then leaves; a second one leaves at once, and others make them.',
      'It needs the packages bullmq and ioredis.',
    ],
  });
}
