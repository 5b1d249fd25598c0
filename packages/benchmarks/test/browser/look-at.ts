import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { findChromium, visit } from './chromium.ts';

/** What is looked at, and where the browser may write. */
interface Look {
  /** The page as HTML: it must post what it has seen to `/seen` as JSON. */
  readonly page: string;
  /** A folder for the browser. */
  readonly folder: string;
  /** The name of its profile, one for each look at the same time. */
  readonly profile: string;
  /** Skips the test. */
  readonly skip: (reason: string) => never;
}

/**
 * Shows a page in a Chromium and gives what the page posts to `/seen`.
 *
 * @param look - The page.
 */
export async function lookAt<Seen>({ page, folder, profile, skip }: Look): Promise<Seen> {
  const browser = await findChromium(folder);
  if (!browser) return skip('there is no Chromium here; CHROME_PATH can name one');
  let tell: (seen: Seen) => void = () => undefined;
  const seen = new Promise<Seen>((resolve) => (tell = resolve));
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (text) => (body += String(text)));
    request.on('end', () => {
      if (request.url === '/seen') tell(JSON.parse(body) as Seen);
      response.setHeader('content-type', 'text/html').end(request.url === '/' ? page : '');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    return await visit({ browser, profile: join(folder, profile), address, seen });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
