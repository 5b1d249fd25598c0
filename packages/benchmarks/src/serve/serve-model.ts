import { DataError, type MultiTaskModel } from '@equipoise/core';

import { HttpError } from '../http/http-error.ts';
import { type HttpServer, httpServer } from '../http/http-server.ts';
import { QueueFullError } from './batcher.ts';
import { modelRoutes } from './model-routes.ts';
import { serveOptions, type ServeOptions } from './serve-options.ts';
import { warmUp } from './warm-up.ts';

/** What hears of a server's work. */
export interface ServeHooks {
  /** Given a sentence, once for each column, when missing cells had to be imputed or categories were unknown. */
  readonly onWarning?: (sentence: string) => void;
  /** Given what went wrong when an answer is 500. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Serves a model over HTTP: every task from one forward pass, and the rows of requests that come at the same time in one batch.
 *
 * - `POST /predict` with `{ "rows": [{ "age": 41, "plan": "basic" }] }` → `{ "predictions": [{ "churn": { "class": "yes", … }, "spend": 812.4 }] }`
 * - `GET /model`: the columns that it reads, and its tasks.
 * - `GET /health`: 200; 503 once it is closing, for what balances the load.
 * - `GET /metrics`: counts and latencies, as Prometheus reads them.
 *
 * What is wrong with a request is answered in one sentence, `{ "error": "…" }`: 400 for a body or a cell that is not what it must be, 413 for too much,
 * 503 when too many rows wait. On loopback, which is the default, requests to another name than this machine's, or from a page of another site, are
 * refused (403). The server has neither passwords nor TLS: where others can reach it, put a proxy in front of it.
 *
 * @example
 * const server = await serveModel(loadModel('churn.safetensors'), { port: 8080 });
 * const answer = await fetch(`${server.url}/predict`, {
 *   method: 'POST',
 *   headers: { 'content-type': 'application/json' },
 *   body: JSON.stringify({ rows: [{ age: 41, plan: 'basic' }] }),
 * });
 * console.log((await answer.json()).predictions);
 * await server.close(); // The requests that it has are answered first.
 *
 * @param model - The model; it must know how rows become inputs. It is not disposed of when the server closes.
 * @param options - Address and limits.
 * @param hooks - What hears of warnings and errors.
 * @throws {@link @equipoise/core!DataError} when the model does not know how rows become inputs, {@link @equipoise/core!InvalidOptionError} for an option that is out of range,
 *   {@link @equipoise/core!StorageError} when the address cannot be listened on.
 */
export async function serveModel(
  model: MultiTaskModel,
  options: ServeOptions = {},
  hooks: ServeHooks = {},
): Promise<HttpServer> {
  const complete = serveOptions.read(options);
  const { routes, metrics } = await modelRoutes(model, complete, hooks);
  await warmUp(model, complete.maxBatch);
  return httpServer({
    owner: 'serveModel',
    host: complete.host,
    port: complete.port,
    routes,
    onAnswer: (path, status) => metrics.requests.inc({ path, status }),
    onError(error) {
      if (error instanceof DataError) return new HttpError(400, error.message);
      if (error instanceof QueueFullError) return new HttpError(503, error.message, { 'retry-after': '1' });
      hooks.onError?.(error);
      return new HttpError(500, 'The predictions could not be computed.');
    },
  });
}
