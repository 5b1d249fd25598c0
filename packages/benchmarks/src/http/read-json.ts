import type { IncomingMessage } from 'node:http';

import { HttpError } from './http-error.ts';

/**
 * The body of a request, as JSON.
 *
 * @param request - The request.
 * @param mostBytes - Bytes that it may have.
 * @throws {@link HttpError} 413 when it has more, 415 when it is not JSON by its type, 400 when it is not JSON.
 */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new HttpError(415, 'The header Content-Type must be application/json.');
  }
  const tooLong = new HttpError(413, `The body must have at most ${mostBytes} bytes.`, { connection: 'close' });
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw tooLong;
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) throw tooLong;
    parts.push(part);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)));
  } catch {
    throw new HttpError(400, 'The body must be JSON in UTF-8.');
  }
}
