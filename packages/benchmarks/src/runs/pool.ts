import { EquipoiseError, InvalidOptionError } from '@equipoise/core';

import type { Executor, RunProgress } from './run-all.ts';
import type { RunConfig } from './run-config.ts';
import type { RunResult } from './run-result.ts';
import { WorkerProcess } from './worker-process.ts';

/** Processes that make runs side by side. */
export interface Pool {
  /** Makes a run in the next free process; a process that dies takes only its own run with it. */
  readonly execute: Executor;
  /** Ends the processes at once, with the runs in them; runs that wait for one fail. */
  stop(): Promise<void>;
}

/** More processes than any machine runs well: each takes 100 MB and more. */
export const mostJobs = 256;

/** A run that waits for a process. */
interface Waiting {
  readonly config: RunConfig;
  readonly onStep: (progress: RunProgress) => void;
  readonly resolve: (result: RunResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes runs in processes of their own. A process is started when a run waits for one, and makes further runs while it lives.
 *
 * @param jobs - How many processes at most, from 1 to 256.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is out of range.
 */
export function openPool(jobs: number): Pool {
  if (!(Number.isInteger(jobs) && jobs >= 1 && jobs <= mostJobs)) {
    throw new InvalidOptionError('openPool', 'jobs', `a whole number from 1 to ${mostJobs}`, jobs);
  }
  const queue: Waiting[] = [];
  const idle: WorkerProcess[] = [];
  const busy = new Set<WorkerProcess>();

  const make = async ({ config, onStep, resolve, reject }: Waiting): Promise<void> => {
    const worker = lastAlive(idle) ?? new WorkerProcess();
    busy.add(worker);
    try {
      resolve(await worker.run(config, onStep));
    } catch (error) {
      reject(error);
    }
    busy.delete(worker);
    if (worker.alive) idle.push(worker);
    makeNext();
  };

  const makeNext = (): void => {
    const next = busy.size < jobs ? queue.shift() : undefined;
    if (next) void make(next);
  };

  return {
    execute: (config, onStep) =>
      new Promise((resolve, reject) => {
        queue.push({ config, onStep, resolve, reject });
        makeNext();
      }),
    async stop() {
      for (const { reject } of queue.splice(0)) reject(new EquipoiseError('It was stopped before it began.'));
      await Promise.all([...busy, ...idle].map((worker) => worker.stop()));
    },
  };
}

/** Takes the worker that was used last; those that died between two runs are forgotten. */
function lastAlive(workers: WorkerProcess[]): WorkerProcess | undefined {
  let worker = workers.pop();
  while (worker && !worker.alive) worker = workers.pop();
  return worker;
}
