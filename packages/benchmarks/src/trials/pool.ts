import { EquipoiseError, InvalidOptionError } from '@equipoise/core';

import type { Executor, TrialProgress } from './run-trials.ts';
import type { TrialConfig } from './trial-config.ts';
import type { TrialResult } from './trial-result.ts';
import { WorkerProcess } from './worker-process.ts';

/** Processes that make trials side by side. */
export interface Pool {
  /** Makes a trial in the next free process; a process that dies takes only its own trial with it. */
  readonly execute: Executor;
  /** Ends the processes at once, with the trials in them; trials that wait for one, and those that come later, fail. */
  stop(): Promise<void>;
}

/** More processes than any machine runs well: each takes 100 MB and more. */
export const mostJobs = 256;

const beforeItBegan = 'It was stopped before it began.';

/** A trial that waits for a process. */
interface Waiting {
  readonly config: TrialConfig;
  readonly onStep: (progress: TrialProgress) => void;
  readonly resolve: (result: TrialResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes trials in processes of their own. A process is started when a trial waits for one, and makes further trials while it lives.
 *
 * @param jobs - How many processes at most, from 1 to 256.
 * @param program - What they run; trials of data sets of the registry and of tables when left out.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is out of range.
 */
export function openPool(jobs: number, program?: URL): Pool {
  if (!(Number.isInteger(jobs) && jobs >= 1 && jobs <= mostJobs)) {
    throw new InvalidOptionError('openPool', 'jobs', `a whole number from 1 to ${mostJobs}`, jobs);
  }
  const queue: Waiting[] = [];
  const idle: WorkerProcess[] = [];
  const busy = new Set<WorkerProcess>();
  let stopped = false;

  const make = async ({ config, onStep, resolve, reject }: Waiting): Promise<void> => {
    const worker = lastAlive(idle) ?? new WorkerProcess(program);
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
        if (stopped) {
          reject(new EquipoiseError(beforeItBegan));
          return;
        }
        queue.push({ config, onStep, resolve, reject });
        makeNext();
      }),
    async stop() {
      stopped = true;
      for (const { reject } of queue.splice(0)) reject(new EquipoiseError(beforeItBegan));
      await Promise.all([...busy, ...idle].map((worker) => worker.stop()));
    },
  };
}

/** Takes the worker that was used last; those that died between two trials are forgotten. */
function lastAlive(workers: WorkerProcess[]): WorkerProcess | undefined {
  let worker = workers.pop();
  while (worker && !worker.alive) worker = workers.pop();
  return worker;
}
