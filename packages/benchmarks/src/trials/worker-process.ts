import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { EquipoiseError } from '@equipoise/core';
import { z } from 'zod';

import type { TrialProgress } from './run-trials.ts';
import type { TrialConfig } from './trial-config.ts';
import { type TrialResult, trialResultSchema } from './trial-result.ts';

/** The messages of a worker process during a trial and at its end. They are JSON, so NaN becomes null. */
const messageSchema = z.union([
  z.object({ progress: z.object({ step: z.number(), steps: z.number() }) }),
  z.object({ result: z.unknown().refine((result) => result !== undefined) }),
  z.object({ error: z.object({ name: z.string(), message: z.string() }) }),
]);

/** The program that makes trials of data sets of the registry and of tables. */
const usual = new URL('./worker.js', import.meta.url);

/** A process ended in the middle of a trial. */
export class ProcessEndedError extends EquipoiseError {
  override name = 'ProcessEndedError';
}

/** The trial that a process is making. */
interface Assignment {
  readonly onStep: (progress: TrialProgress) => void;
  readonly resolve: (result: TrialResult) => void;
  readonly reject: (error: Error) => void;
}

/** A process of its own that makes trials, one after another; when it dies, the trial that it was making fails. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #assignment: Assignment | undefined;
  #alive = true;

  /**
   * @param program - What it runs.
   */
  constructor(program: URL = usual) {
    // Standard output belongs to the parent: with --json it is one object and nothing else.
    this.#child = fork(fileURLToPath(program), { stdio: ['ignore', 2, 2, 'ipc'] });
    this.#ended = once(this.#child, 'close').catch(() => undefined);
    this.#child.on('message', (message) => this.#hear(message));
    this.#child.on('error', (error) => this.#end(`its process could not be started or told: ${error.message}`));
    this.#child.on('exit', (code, signal) => {
      this.#end(signal === null ? `its process ended with exit code ${code}` : `its process was ended by ${signal}`);
    });
  }

  /** Whether it can make another trial. */
  get alive(): boolean {
    return this.#alive;
  }

  /**
   * Makes a trial; one at a time.
   *
   * @param config - The trial.
   * @param onStep - Hears how far it is.
   */
  run(config: TrialConfig, onStep: (progress: TrialProgress) => void): Promise<TrialResult> {
    return new Promise((resolve, reject) => {
      this.#assignment = { onStep, resolve, reject };
      this.#child.send(config, () => undefined); // If it cannot be reached, its exit says so.
    });
  }

  /** Ends the process at once, with the trial in it. */
  async stop(): Promise<void> {
    if (!this.#alive) return;
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #hear(message: unknown): void {
    const told = messageSchema.safeParse(message).data;
    if (!told || !this.#assignment) return;
    if ('progress' in told) {
      this.#assignment.onStep(told.progress);
      return;
    }
    const { resolve, reject } = this.#assignment;
    this.#assignment = undefined;
    if ('error' in told) reject(errorOf(told.error));
    else resolve(trialResultSchema.parse(told.result));
  }

  #end(why: string): void {
    this.#alive = false;
    this.#assignment?.reject(new ProcessEndedError(`${why}.`));
    this.#assignment = undefined;
  }
}

/** An error of another process: its name says what it was. */
function errorOf({ name, message }: { readonly name: string; readonly message: string }): Error {
  return Object.assign(new EquipoiseError(message), { name });
}
