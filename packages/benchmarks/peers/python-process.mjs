import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Debian's Python: the one that python3-torch is installed for, whatever comes first on PATH. */
const debianPython = '/usr/bin/python3';

/**
 * Starts a Python script that answers each line of JSON on its standard input with one on its standard output. It is idle
 * while nothing is asked.
 *
 * @param script - The script's path.
 * @param python - The interpreter; Debian's when left out.
 */
export function startPython(script, python = debianPython) {
  const oneThread = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const env = { ...process.env, ...oneThread, PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn(python, [script], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let failure = `${python} ended without an answer; does \`${python} -c 'import torch'\` work (apt install python3-torch)?`;
  child.on('error', (error) => (failure = `${python} does not start: ${error.message}.`));
  child.stdin.on('error', () => undefined); // A process that has ended is reported by the missing answer.
  return {
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(failure);
      return JSON.parse(value);
    },
    stop() {
      child.stdin.end();
    },
  };
}
