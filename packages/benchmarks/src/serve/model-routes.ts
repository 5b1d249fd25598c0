import type { IncomingMessage } from 'node:http';

import { DataError, type EncodedRows, type MultiTaskModel } from '@equipoise/core';

import type { Answer, Route } from '../http/http-server.ts';
import { readJson } from '../http/read-json.ts';
import { Batcher } from './batcher.ts';
import { type Outputs, predictTogether } from './predict-together.ts';
import { rowsOfBody } from './rows-of-body.ts';
import { type ServeMetrics, serveMetrics } from './serve-metrics.ts';
import type { CompleteServeOptions } from './serve-options.ts';

/** What answers requests for a model. */
export interface ModelRoutes {
  /** What answers a method and a path. */
  readonly routes: ReadonlyMap<string, Route>;
  /** What is counted. */
  readonly metrics: ServeMetrics;
}

/**
 * What a server of a model answers: `serveModel` says what.
 *
 * @param model - The model.
 * @param limits - Sizes.
 * @param hooks - What hears of cells that had to be filled in.
 * @throws {@link @equipoise/core!DataError} when the model does not know how rows become inputs.
 */
export async function modelRoutes(
  model: MultiTaskModel,
  { maxBatch, maxRows, maxQueue, maxBytes }: CompleteServeOptions,
  { onWarning }: { readonly onWarning?: (sentence: string) => void },
): Promise<ModelRoutes> {
  if (!model.preprocessing) {
    throw new DataError('serveModel: the model must know how rows become inputs, its data set did not say.');
  }
  const about = JSON.stringify({
    columns: model.preprocessing.columns,
    tasks: model.tasks.map(({ name, kind }) => ({ name, kind: kind.config.name })),
  });
  const batcher = new Batcher<EncodedRows, Outputs>(
    (requests) => {
      metrics.batchRows.observe(requests.reduce((rows, { size }) => rows + size, 0));
      return predictTogether(model, requests);
    },
    { batchRows: maxBatch, queueRows: maxQueue },
  );
  const metrics = await serveMetrics(() => batcher.waitingRows);

  async function predict(request: IncomingMessage): Promise<Answer> {
    const rows = rowsOfBody(await readJson(request, maxBytes), maxRows);
    if (rows.length === 0) return { body: '{"predictions":[]}' };
    const stop = metrics.seconds.startTimer();
    const encoded = model.encodeRows(rows, onWarning && { onWarning });
    const predictions = model.decodeOutputs(await batcher.add(encoded), encoded.size);
    metrics.rows.inc(rows.length);
    stop();
    return { body: JSON.stringify({ predictions }) };
  }

  return {
    metrics,
    routes: new Map<string, Route>([
      ['POST /predict', predict],
      ['GET /model', () => ({ body: about })],
      [
        'GET /health',
        (_, closing) => (closing ? { status: 503, body: '{"status":"closing"}' } : { body: '{"status":"ok"}' }),
      ],
      ['GET /metrics', async () => ({ type: metrics.registry.contentType, body: await metrics.registry.metrics() })],
    ]),
  };
}
