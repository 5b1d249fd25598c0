import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { EquipoiseError } from '@equipoise/core';

/** A Python process that answers requests; it is idle between them. */
export interface PythonProcess {
  /**
   * Asks something.
   *
   * @param question - Anything that survives JSON.
   * @throws {@link @equipoise/core!EquipoiseError} when the process has ended; its own message is on standard error.
   */
  ask(question: unknown): Promise<unknown>;
  /** Ends the process when it has answered. */
  stop(): void;
}

/**
 * Starts a Python script that answers each line of JSON on its standard input with one on its standard output.
 *
 * @param script - The script's path.
 * @param options - The interpreter, and how many threads its libraries may use.
 */
export function startPython(
  script: string,
  { python, threads = 1 }: { readonly python: string; readonly threads?: number },
): PythonProcess {
  const limit = String(threads);
  const limits = { OPENBLAS_NUM_THREADS: limit, OMP_NUM_THREADS: limit, MKL_NUM_THREADS: limit };
  const env = { ...process.env, ...limits, PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn(python, [script], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let failure = `${python} ${script} ended without an answer.`;
  child.on('error', (error) => (failure = `${python} does not start: ${error.message}.`));
  child.stdin.on('error', () => undefined); // A process that has ended is reported by the missing answer.
  return {
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const line = await lines.next();
      if (line.done) throw new EquipoiseError(failure);
      return JSON.parse(line.value) as unknown;
    },
    stop() {
      child.stdin.end();
    },
  };
}
