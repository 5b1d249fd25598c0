import { createHash } from 'node:crypto';

import { EquipoiseError } from '@equipoise/core';

import { HttpError } from '../http/http-error.ts';
import { type Answer, type HttpServer, httpServer, type Route } from '../http/http-server.ts';
import type { FolderState } from './folder-state.ts';
import { pageHtml } from './page/page.ts';

/** Milliseconds in which a state is not computed again, however many pages ask. */
const freshMs = 500;

/** What a page may do: run what is in it, and ask this server. */
const policy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Serves the page of a folder on this machine: `GET /` is the page, `GET /state` what it shows, as JSON. There is no other address.
 *
 * @param look - Looks into the folder.
 * @param port - The port; 0 takes a free one.
 * @throws {@link @equipoise/core!StorageError} when the port is taken.
 */
export async function serveFolder(look: () => Promise<FolderState>, port: number): Promise<HttpServer> {
  const headers = { 'content-security-policy': policy, 'cache-control': 'no-cache', 'referrer-policy': 'no-referrer' };
  const page: Answer = { headers, type: 'text/html; charset=utf-8', body: pageHtml() };
  let last:
    { readonly at: number; readonly state: Promise<{ readonly body: string; readonly etag: string }> } | undefined;
  const state = (): NonNullable<typeof last>['state'] => {
    if (last && performance.now() - last.at < freshMs) return last.state;
    const computed = look().then((found) => {
      const body = JSON.stringify(found);
      return { body, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"` };
    });
    last = { at: performance.now(), state: computed };
    return computed;
  };
  return httpServer({
    owner: 'ui',
    host: '127.0.0.1',
    port,
    routes: new Map<string, Route>([
      ['GET /', () => page],
      [
        'GET /state',
        async (request) => {
          const { body, etag } = await state();
          const isKnown = request.headers['if-none-match'] === etag;
          return { headers: { ...headers, etag }, ...(isKnown ? { status: 304, body: '' } : { body }) };
        },
      ],
    ]),
    onError: (error) =>
      new HttpError(500, error instanceof EquipoiseError ? error.message : 'The folder could not be read.'),
  });
}
