import { Tinypool } from 'tinypool';
import { z } from 'zod';

import type { Executor } from './run-all.ts';
import { type RunResult, runResultSchema } from './run-result.ts';

const progressMessage = z.object({ progress: z.object({ step: z.number(), steps: z.number() }) });

/** Processes that make runs side by side. */
export interface Pool {
  /** Makes a run in the next free process; a process that dies takes only its own run with it. */
  readonly execute: Executor;
  /** Ends the processes at once, with the runs in them. */
  stop(): Promise<void>;
}

/**
 * Starts processes that make runs.
 *
 * @param jobs - How many, at least 1.
 */
export function openPool(jobs: number): Pool {
  const pool = new Tinypool({
    filename: new URL('./worker.js', import.meta.url).href,
    name: 'workerRun',
    runtime: 'child_process',
    minThreads: jobs,
    maxThreads: jobs,
  });
  return {
    async execute(config, onStep) {
      const answer: unknown = await pool.run(config, {
        channel: {
          postMessage(message: unknown) {
            const { data } = progressMessage.safeParse(message);
            if (data) onStep(data.progress);
          },
        },
      });
      return received(answer);
    },
    stop: () => pool.destroy(),
  };
}

/** A result after its way through JSON, on which NaN becomes null. */
function received(answer: unknown): RunResult {
  return runResultSchema.parse(answer);
}
