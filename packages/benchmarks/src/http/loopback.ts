import type { IncomingHttpHeaders } from 'node:http';

import { show } from '@equipoise/core';

import { HttpError } from './http-error.ts';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether an address is reached from this machine only.
 *
 * @param host - The address that a server listens on.
 */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * Refuses what a page of another site makes a browser ask: a server on loopback answers to its own names only, and to no foreign origin.
 *
 * @param headers - The headers of the request.
 * @throws {@link HttpError} 403, when `Host` or `Origin` is another's.
 */
export function requireLocal({ host, origin }: IncomingHttpHeaders): void {
  const name = host?.replace(/:\d+$/, '').toLowerCase();
  if (name === undefined || !loopbackNames.includes(name)) {
    throw new HttpError(403, `The header Host must name this machine, received ${show(host)}.`);
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${host?.toLowerCase()}`) {
    throw new HttpError(403, `The header Origin must be this server's, received ${show(origin)}.`);
  }
}
