import { createServer, type IncomingMessage, type Server } from 'node:http';
import { json } from 'node:stream/consumers';

import { loadModel } from '@equipoise/core';

/** A server that answers a JSON list of rows with a list of predictions. */
export function serve(file: string): Server {
  const model = loadModel(file); // Once: the model is compiled by the first request.
  const answer = async (request: IncomingMessage): Promise<unknown> =>
    model.predictRows((await json(request)) as object[]);
  const server = createServer((request, response) => {
    answer(request).then(
      (predictions) => response.end(JSON.stringify(predictions)),
      (error: unknown) => response.writeHead(400).end(JSON.stringify({ error: String(error) })),
    );
  });
  return server.on('close', () => void model.dispose());
}
