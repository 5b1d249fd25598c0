import { loadModel } from '@equipoise/core';

import { serveModel } from '../serve/serve-model.ts';
import type { ServeOptions } from '../serve/serve-options.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** What `equipoise serve` is given. */
export interface ServeArguments extends ServeOptions {
  /** The model. */
  readonly model: string;
}

/**
 * Does what `equipoise serve` is asked, until a signal comes.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when the model cannot be served, or the address is taken.
 */
export async function runServe({ model: file, ...options }: ServeArguments): Promise<void> {
  const tell = (line: string): boolean => process.stderr.write(`${line}\n`);
  const model = loadModel(file);
  try {
    const server = await serveModel(model, options, {
      onWarning: tell,
      onError: (error) => tell(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    });
    const stopped = new Promise<void>((resolve) => {
      stopOnSignal(resolve);
    });
    process.stdout.write(`${file} is served at ${server.url}; Ctrl-C ends it.\n`);
    await stopped;
    tell('Closing: /health says 503, and whoever is connected is answered.');
    await server.close();
  } finally {
    await model.dispose();
  }
}
