import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { EquipoiseError } from '@equipoise/core';

/** A server in a process of its own. */
export interface RunningServer {
  /** Where it is. */
  readonly url: string;
  /** Ends it. */
  stop(): Promise<void>;
}

/**
 * Starts a server and waits until it says where it is.
 *
 * @param program - Its program and arguments.
 * @throws {@link EquipoiseError} when it ends instead.
 */
export async function startServer(program: readonly string[]): Promise<RunningServer> {
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close');
  let [stdout, stderr] = ['', ''];
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const found = /http:[^\s;]+(?=;)/.exec(stdout);
      if (found) resolve(found[0]);
    });
    void closed.then(() => reject(new EquipoiseError(`bench serve: a server ended: ${stderr.trim()}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
