import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

import { StorageError } from '@equipoise/core';

import { HttpError } from './http-error.ts';
import { isLoopback, requireLocal } from './loopback.ts';

/** What an answer holds. */
export interface Answer {
  /** Its status; 200 when left out. */
  readonly status?: number;
  /** Its headers, besides those of the body. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The type of its body; JSON when left out. */
  readonly type?: string;
  /** Its body. */
  readonly body: string;
}

/** Answers a request; knows whether the server is closing. */
export type Route = (request: IncomingMessage, closing: boolean) => Answer | Promise<Answer>;

/** What a server is made of. */
export interface HttpServerOptions {
  /** Who serves, for errors. */
  readonly owner: string;
  /** The address to listen on. */
  readonly host: string;
  /** The port to listen on; 0 takes a free one. */
  readonly port: number;
  /** What answers a method and a path: `GET /health`. */
  readonly routes: ReadonlyMap<string, Route>;
  /** The answer to an error of a route. */
  readonly onError: (error: unknown) => HttpError;
  /** Hears of every answer; a path that no route has is `other`. */
  readonly onAnswer?: (path: string, status: number) => void;
}

/** Milliseconds that a closing server still answers who has a connection: longer than an idle one is kept, which is 5 s. */
const drainMs = 6000;

/** Milliseconds after that for what was begun; those who sent half of a request are cut off then. */
const lastMs = 20_000;

/** A server that listens. */
export interface HttpServer {
  /** Where it is: `http://127.0.0.1:8080`. */
  readonly url: string;
  /**
   * Ends without losing a request: it answers all that come on connections that are open, and on new ones, and asks each to close, until none is left
   * or 6 seconds have passed; then it takes no more, and answers what was begun.
   */
  close(): Promise<void>;
}

/**
 * Listens on an address. On loopback only requests to this machine's names and of no other site's page are answered.
 *
 * @param options - What it is made of.
 * @throws {@link StorageError} when the address cannot be listened on.
 */
export async function httpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { routes, onAnswer } = options;
  const paths = new Set([...routes.keys()].map(pathOf));
  let closing = false;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const { status = 200, headers, type, body } = await answerOf(options, request, path, closing);
    onAnswer?.(paths.has(path) ? path : 'other', status);
    response.writeHead(status, {
      'content-type': type ?? 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'x-content-type-options': 'nosniff',
      ...(closing && { connection: 'close' }),
      ...headers,
    });
    response.end(body);
  }

  const server = createServer((request, response) => {
    request.on('error', () => undefined); // Who asked is gone.
    void respond(request, response);
  });
  const { address, family, port } = await listen(server, options);
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async close() {
      if (closing) return;
      closing = true;
      const closed = once(server, 'close');
      const until = performance.now() + drainMs;
      while ((await connectionsOf(server)) > 0 && performance.now() < until) await pause(20);
      server.close();
      const patience = setTimeout(() => server.closeAllConnections(), lastMs);
      await closed;
      clearTimeout(patience);
    },
  };
}

async function answerOf(
  options: HttpServerOptions,
  request: IncomingMessage,
  path: string,
  closing: boolean,
): Promise<Answer> {
  const { host, routes, onError } = options;
  try {
    if (isLoopback(host)) requireLocal(request.headers);
    const route = routes.get(`${request.method} ${path}`);
    if (route) return await route(request, closing);
    const others = [...routes.keys()].filter((key) => pathOf(key) === path);
    if (others.length === 0)
      throw new HttpError(404, `There is nothing here; there is ${[...routes.keys()].join(', ')}.`);
    const allow = others.map((key) => key.split(' ')[0]).join(', ');
    throw new HttpError(405, `${path} is for ${allow}.`, { allow });
  } catch (error) {
    const { status, headers, message } = error instanceof HttpError ? error : onError(error);
    return { status, headers, body: JSON.stringify({ error: message }) };
  }
}

function pathOf(route: string): string {
  return route.slice(route.indexOf(' ') + 1);
}

function connectionsOf(server: Server): Promise<number> {
  return promisify(server.getConnections.bind(server))();
}

async function listen(server: Server, { owner, host, port }: HttpServerOptions): Promise<AddressInfo> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code = 'an unknown error' } = error as NodeJS.ErrnoException;
    throw new StorageError(`${owner}: ${host}:${port} cannot be listened on (${code}).`);
  }
  return server.address() as AddressInfo;
}
