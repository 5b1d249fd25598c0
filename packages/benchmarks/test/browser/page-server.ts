import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

/** What the page showed when it was done: its status, the losses of each epoch, and the metrics. */
export interface Seen {
  readonly status: string;
  readonly losses?: readonly (readonly number[])[];
  readonly metrics?: readonly number[];
}

/** Put into the page: tells the server what it shows, once it neither starts nor trains. */
const observer = `<script>
  const tell = (seen) => fetch('/seen', { method: 'POST', body: JSON.stringify(seen) });
  const numbers = (element) => [...element.querySelectorAll('data')].map(({ value }) => Number(value));
  addEventListener('error', ({ message }) => tell({ status: message }));
  addEventListener('unhandledrejection', ({ reason }) => tell({ status: String(reason) }));
  new MutationObserver((_, observer) => {
    const status = document.getElementById('status').textContent;
    if (/^(Starting|Training)/.test(status)) return;
    observer.disconnect();
    const losses = [...document.getElementById('losses').rows].slice(1).map(numbers);
    tell({ status, losses, metrics: numbers(document.getElementById('metrics')) });
  }).observe(document.body, { childList: true, subtree: true });
</script>`;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Serves a page that was built, and hears what it shows. */
export class PageServer {
  readonly #server: Server;
  #tell: (seen: Seen) => void = () => undefined;

  /**
   * @param folder - What the page was built into.
   * @param files - Files that it asks for besides, by their addresses.
   */
  constructor(folder: string, files: Readonly<Record<string, string>>) {
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname === '/seen') {
        void bodyOf(request).then((body) => this.#tell(JSON.parse(body) as Seen));
        response.end();
        return;
      }
      const path = files[pathname] ?? join(folder, pathname === '/' ? 'index.html' : pathname);
      const content = readFileSync(path);
      response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
      response.end(path.endsWith('.html') ? String(content).replace('</body>', `${observer}</body>`) : content);
    });
  }

  /** Starts serving; gives the address. */
  async start(): Promise<string> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** What the page shows the next time that it is done. */
  async seen(): Promise<Seen> {
    return new Promise((resolve) => (this.#tell = resolve));
  }

  /** Ends serving. */
  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const text of request) body += String(text);
  return body;
}
