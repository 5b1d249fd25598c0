import type { Dispatcher } from 'undici';
import type * as undici from 'undici';

import { nodeProcess } from '../parse/node-process.ts';
import { AddressError } from './address-error.ts';
import type { Answer, Question } from './answer.ts';
import { networkError } from './network-error.ts';
import { redirectOf } from './redirect.ts';

/** Asks web servers, through the proxies of `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. */
export interface HttpSession {
  /**
   * Asks for a file, or the end of one.
   *
   * @param url - Its address.
   * @param question - What is asked.
   * @throws {@link AddressError} when the answer is none.
   */
  open(url: URL, question: Question): Promise<Answer>;
  /** Ends all connections. */
  close(): Promise<void>;
}

type Response = Dispatcher.ResponseData;

const mostRedirects = 5;

/**
 * Starts to ask web servers.
 *
 * @param owner - Who asks, for error messages.
 * @param timeout - Seconds without an answer, or without data, after which it fails.
 */
export function httpSession(owner: string, timeout: number): HttpSession {
  // By `require`: a bundler for the browser would look for what is imported.
  const { createRequire } = nodeProcess(owner).getBuiltinModule('node:module');
  const { EnvHttpProxyAgent } = createRequire(import.meta.url)('undici') as typeof undici;
  const milliseconds = 1000 * timeout;
  const times = { headersTimeout: milliseconds, bodyTimeout: milliseconds, connect: { timeout: milliseconds } };
  let agent: Dispatcher | undefined;
  // What a proxy is asked for plainly it may keep; a tunnel to port 80 many refuse.
  const dispatcher = (): Dispatcher => {
    try {
      return (agent ??= new EnvHttpProxyAgent({ ...times, proxyTunnel: false }));
    } catch (error) {
      throw new AddressError(`${proxyVariables().join(', ')} must be an http address`, { cause: error });
    }
  };
  return {
    open: (url, question) => open(dispatcher, url, question),
    close: async () => agent?.destroy(),
  };
}

async function open(dispatcher: () => Dispatcher, url: URL, question: Question): Promise<Answer> {
  const { response, from } = await ask(dispatcher, url, question);
  const { statusCode: status, headers } = response;
  const one = (name: string): string | undefined => [headers[name] ?? []].flat()[0];
  const close = (): void => discard(response);
  const part = question.start > 0 && status === 206 ? partOf(one('content-range')) : undefined;
  const validator = validatorOf(one('etag'), one('last-modified'));
  const isOther = question.validator !== undefined && validator !== question.validator;
  if (question.start > 0 && (status === 416 || (status === 206 && (part?.start !== question.start || isOther)))) {
    close();
    return open(dispatcher, url, { ...question, start: 0, validator: undefined });
  }
  if (status !== 200 && !part) {
    close();
    throw refusal(from.host, status, one('retry-after'));
  }
  const encoding = one('content-encoding') ?? 'identity';
  if (encoding !== 'identity' && !/\.t?gz$/i.test(from.pathname)) {
    close();
    throw new AddressError(`${from.host} sends it in the encoding ${encoding}, which was not asked for`);
  }
  const length = one('content-length');
  return {
    start: part?.start ?? 0,
    total: part ? part.total : length === undefined ? undefined : Number(length),
    validator,
    isPage: /^text\/html\b/i.test(one('content-type') ?? ''),
    body: bodyOf(response, from.host, question.signal),
    close,
  };
}

/** Asks, and follows to where answers send. */
async function ask(
  dispatcher: () => Dispatcher,
  url: URL,
  { start, validator, signal }: Question,
): Promise<{ response: Response; from: URL }> {
  let from = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const headers = {
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': 'equipoise',
      ...(start > 0 ? { range: `bytes=${start}-` } : {}),
      ...(start > 0 && validator !== undefined ? { 'if-range': validator } : {}),
      ...credentialsOf(from),
    };
    const path = `${from.pathname}${from.search}`;
    let response: Response;
    try {
      response = await dispatcher().request({ origin: from.origin, path, method: 'GET', headers, signal });
    } catch (error) {
      signal?.throwIfAborted();
      const proxies = proxyVariables();
      const host = proxies.length > 0 ? `${from.host}, through the proxy of ${proxies.join(', ')}` : from.host;
      throw networkError(host, error);
    }
    const location = [response.headers.location ?? []].flat()[0];
    let next: URL | undefined;
    try {
      next = redirectOf(from, response.statusCode, location);
    } catch (error) {
      discard(response);
      throw error;
    }
    if (!next) return { response, from };
    discard(response);
    from = next;
  }
  throw new AddressError(`${url.host} sends elsewhere more than ${mostRedirects} times`);
}

/** The settings of proxies that there are. */
function proxyVariables(): readonly string[] {
  return ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'].filter((name) => process.env[name]);
}

function credentialsOf({ username, password }: URL): { authorization?: string } {
  if (username === '') return {};
  const text = `${decoded(username)}:${decoded(password)}`;
  return { authorization: `Basic ${Buffer.from(text).toString('base64')}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A percent sign that stands for itself.
  }
}

async function* bodyOf({ body }: Response, host: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of body) yield piece as Uint8Array;
  } catch (error) {
    signal?.throwIfAborted();
    throw networkError(host, error);
  }
}

function discard({ body }: Response): void {
  body.on('error', () => undefined).destroy();
}

/** The range that an answer of status 206 gives. */
function partOf(header: string | undefined): { start: number; total: number | undefined } | undefined {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/i.exec(header ?? '') ?? [];
  if (start === undefined) return undefined;
  return { start: Number(start), total: total === '*' ? undefined : Number(total) };
}

/** A strong entity tag, or the time of the last change: what `If-Range` may hold. */
function validatorOf(tag: string | undefined, changed: string | undefined): string | undefined {
  return tag?.startsWith('"') ? tag : changed;
}

function refusal(host: string, status: number, after: string | undefined): AddressError {
  if (status === 404 || status === 410) return new AddressError(`${host} does not have it (${status})`);
  if (status === 407) return new AddressError(`the proxy asks for a name and a password (407)`);
  if (status === 401 || status === 403) return new AddressError(`${host} does not give it (${status})`);
  const again = status >= 500 || status === 408 || status === 425 || status === 429;
  const wait = after !== undefined && /^\d{1,9}$/.test(after) ? Number(after) : undefined;
  return new AddressError(`${host} answers ${status}`, { again, wait });
}
