import { availableParallelism } from 'node:os';

import { InvalidOptionError } from '@equipoise/core';

import { connectQueue } from '../queue/connect.ts';
import { usualDeadAfter } from '../queue/queue-settings.ts';
import { queueWorker } from '../queue/queue-worker.ts';
import { mostJobs } from '../trials/pool.ts';
import { version } from '../version.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** What `equipoise worker` is given. */
export interface WorkerArguments {
  /** The queue. */
  readonly queue: string;
  /** Trials side by side. */
  readonly workers?: number;
  /** Seconds after which a worker that says nothing counts as dead. */
  readonly deadAfter?: number;
}

/**
 * Does what `equipoise worker` is asked, until a signal comes.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when the queue cannot be used.
 */
export async function runWorker({
  queue,
  workers = availableParallelism(),
  deadAfter = usualDeadAfter,
}: WorkerArguments): Promise<void> {
  if (workers > mostJobs) throw new InvalidOptionError('worker', 'workers', `at most ${mostJobs} processes`, workers);
  const server = await connectQueue(queue, process.env);
  const worker = queueWorker(server, {
    jobs: workers,
    deadAfter,
    say: (line) => void process.stdout.write(`${line}\n`),
  });
  const stopped = new Promise<void>((resolve) => {
    stopOnSignal(resolve);
  });
  process.stderr.write(`Waiting for trials of version ${version} from ${server.shown}; Ctrl-C ends it.\n`);
  await stopped;
  process.stderr.write('It takes no more trials, and ends those that it makes.\n');
  await worker.drain();
}
