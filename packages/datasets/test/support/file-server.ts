import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers a request. */
export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** A request as a server saw it. */
export interface Seen {
  readonly url: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

/** A real web server on this machine. */
export interface FileServer {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** What it was asked, in order. */
  readonly seen: readonly Seen[];
  close(): Promise<void>;
}

/** Starts a server. */
export async function fileServer(answer: Answering): Promise<FileServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { range, 'if-range': ifRange } = request.headers;
    seen.push({ url: request.url ?? '', range, ifRange: ifRange as string | undefined });
    response.on('error', () => undefined);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** How a server gives a file. */
export interface Giving {
  /** Its entity tag; none when left out. */
  readonly tag?: string;
  /** Whether parts can be had (default: true). */
  readonly ranges?: boolean;
  /** Cuts the connection after so many bytes of an answer. */
  readonly cutAfter?: number;
  /** Stops to send, without an end, after so many bytes of an answer. */
  readonly stallAfter?: number;
  /** Does not say how long it is. */
  readonly chunked?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Gives a file, in the way of RFC 9110. */
export function gives(bytes: Uint8Array, how: Giving = {}): Answering {
  const { tag, ranges = true, cutAfter, stallAfter, chunked = false, headers = {} } = how;
  return (request, response) => {
    const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
    const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === tag;
    const start = ranges && isSame && from !== undefined ? Number(from) : 0;
    if (start > 0 && start >= bytes.length) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      return;
    }
    const body = bytes.subarray(start);
    response.writeHead(start > 0 ? 206 : 200, {
      ...(chunked ? {} : { 'content-length': String(body.length) }),
      ...(start > 0 ? { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {}),
      ...(tag === undefined ? {} : { etag: tag }),
      ...headers,
    });
    const stop = cutAfter ?? stallAfter;
    if (chunked) response.write(body.subarray(0, 1)); // Now it is sent in pieces.
    if (stop === undefined || stop >= body.length) response.end(chunked ? body.subarray(1) : body);
    else response.write(body.subarray(0, stop), () => (cutAfter === undefined ? undefined : response.destroy()));
  };
}

/** Answers with a status and no file. */
export function answers(status: number, headers: Readonly<Record<string, string>> = {}): Answering {
  return (_, response) => void response.writeHead(status, headers).end('no file');
}

/** Answers the first request in one way, the second in another; then always in the last. */
export function inTurn(...ways: readonly Answering[]): Answering {
  let turn = 0;
  return (request, response) => {
    ways[Math.min(turn, ways.length - 1)]?.(request, response);
    turn += 1;
  };
}

/** Answers by the path that is asked for; 404 for others. */
export function byPath(paths: Readonly<Record<string, Answering>>): Answering {
  return (request, response) => (paths[request.url ?? ''] ?? answers(404))(request, response);
}
