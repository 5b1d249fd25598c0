import { InvalidOptionError } from '@equipoise/core';

import { folderLooker } from '../ui/folder-state.ts';
import { openBrowser } from '../ui/open-browser.ts';
import { serveFolder } from '../ui/serve-folder.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** What `equipoise ui` is given. */
export interface UiArguments {
  /** The folder of the results. */
  readonly dir: string;
  /** The port. */
  readonly port?: number;
  /** Whether to open the page. */
  readonly open?: boolean;
  /** Whether to print JSON once instead. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise ui` is asked, until a signal comes.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when the folder holds no study, or the port is taken.
 */
export async function runUi({ dir, port, open = false, json = false }: UiArguments): Promise<void> {
  if (json && (open || port !== undefined)) {
    throw new InvalidOptionError('ui', open ? 'open' : 'port', 'left out with --json', port ?? open);
  }
  const look = folderLooker(dir, () => new Date().getTime());
  if (json) {
    process.stdout.write(`${JSON.stringify(await look(), null, 2)}\n`);
    return;
  }
  const server = await serveFolder(look, port ?? 8090);
  const stopped = new Promise<void>((resolve) => {
    stopOnSignal(resolve);
  });
  process.stdout.write(`${dir} is shown at ${server.url}; Ctrl-C ends it.\n`);
  if (open) openBrowser(server.url, () => process.stderr.write('The browser could not be opened.\n'));
  await stopped;
  await server.close();
}
