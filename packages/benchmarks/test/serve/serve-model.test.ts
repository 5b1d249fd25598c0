import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';

import { fit, type MultiTaskModel } from '@equipoise/core';
import { datasets, fromTable } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { HttpServer } from '../../src/http/http-server.ts';
import { serveModel } from '../../src/serve/serve-model.ts';

const houses = Array.from({ length: 80 }, (_, row) => {
  const area = 30 + ((row * 37) % 101);
  return { area, district: ['north', 'south'][row % 2], price: 3 * area, sold: area > 80 ? 'yes' : 'no' };
});

let model: MultiTaskModel;
let server: HttpServer;
const warnings: string[] = [];

beforeAll(async () => {
  const dataset = fromTable({
    table: houses,
    inputs: { area: 'numeric', district: 'categorical' },
    targets: { price: 'regression', sold: 'binary' },
  });
  ({ model } = await fit({ dataset, balancer: strategies.equal(), epochs: 2, engine: 'wasm' }));
  server = await serveModel(
    model,
    { port: 0, maxRows: 50, maxBytes: 5000 },
    { onWarning: (line) => warnings.push(line) },
  );
});

afterAll(async () => {
  await server.close();
  await model.dispose();
});

interface Reply {
  readonly status: number;
  readonly body: { readonly error?: string; readonly predictions?: readonly unknown[] };
}

async function ask(body: string, type = 'application/json'): Promise<Reply> {
  const answer = await fetch(`${server.url}/predict`, { method: 'POST', headers: { 'content-type': type }, body });
  return { status: answer.status, body: (await answer.json()) as Reply['body'] };
}

/** The status of a request with headers that `fetch` does not let one set. */
function statusOf(path: string, headers: Readonly<Record<string, string>>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${server.url}${path}`, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject).end();
  });
}

const house = { area: 71, district: 'south' };

describe('serveModel', () => {
  it('answers what predictRows says, whatever was asked beside it', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({ ...house, area: 30 + index }));
    const expected = JSON.parse(JSON.stringify(await model.predictRows(rows))) as readonly Record<string, unknown>[];
    const replies = await Promise.all(rows.map((row) => ask(JSON.stringify({ rows: [row] }))));
    replies.forEach(({ status, body }, index) => {
      expect(status).toBe(200);
      const [{ price, sold }] = body.predictions as [{ price: number; sold: { class: string } }];
      expect(price).toBeCloseTo(expected[index]?.price as number, 3);
      expect(sold.class).toBe((expected[index]?.sold as { class: string }).class);
    });
    const together = await ask(JSON.stringify({ rows }));
    expect(together.body.predictions).toEqual(expected);
    expect(await ask('{"rows":[]}')).toEqual({ status: 200, body: { predictions: [] } });
  });

  it('fills in what is missing or unknown as in training, and says so once', async () => {
    const asked = JSON.stringify({ rows: [{ area: null, district: 'moon' }] });
    expect((await ask(asked)).status).toBe(200);
    expect((await ask(asked)).status).toBe(200);
    expect(warnings).toHaveLength(2);
    expect(warnings.join(' ')).toMatch(/imputed.*unknown/);
  });

  it.each([
    ['no JSON', '{"rows":', 400, 'must be JSON'],
    ['no object', '[1]', 400, 'must be {"rows"'],
    ['an unknown key', '{"rows":[],"instances":[]}', 400, '"instances"'],
    ['no list', '{"rows":7}', 400, 'must be a list'],
    ['no row', '{"rows":[{"area":1},7]}', 400, 'Row 2'],
    ['a cell that is not what it must be', '{"rows":[{"area":"big"}]}', 400, 'column "area", row 1'],
    ['no column that it reads', '{"rows":[{"__proto__":1}]}', 400, 'must have a column "area"'],
    ['too many rows', JSON.stringify({ rows: Array(51).fill({}) }), 413, 'may have 50 rows'],
    ['too many bytes', JSON.stringify({ rows: ['x'.repeat(6000)] }), 413, 'at most 5000 bytes'],
  ])('refuses %s in a sentence', async (_, body, status, sentence) => {
    const reply = await ask(body);
    expect(reply.status).toBe(status);
    expect(reply.body.error).toContain(sentence);
    expect(reply.body.error?.length).toBeLessThan(300);
  });

  it('refuses a type of body that a form could send, unknown paths and methods', async () => {
    expect((await ask('{"rows":[]}', 'text/plain')).status).toBe(415);
    expect(await statusOf('/nothing', {})).toBe(404);
    expect(await statusOf('/predict', {})).toBe(405);
    expect(await statusOf('/constructor', {})).toBe(404);
  });

  it('refuses other names and foreign origins on loopback', async () => {
    expect(await statusOf('/health', { host: 'evil.example' })).toBe(403);
    expect(await statusOf('/health', { host: 'localhost.evil.example' })).toBe(403);
    expect(await statusOf('/health', { origin: 'http://evil.example' })).toBe(403);
    expect(await statusOf('/health', { origin: 'null' })).toBe(403);
    expect(await statusOf('/health', { origin: server.url })).toBe(200);
  });

  it('describes the model, says that it is well, and counts', async () => {
    expect(await (await fetch(`${server.url}/model`)).json()).toEqual({
      columns: ['area', 'district'],
      tasks: [
        { name: 'price', kind: 'regression' },
        { name: 'sold', kind: 'binary' },
      ],
    });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toMatch(/^equipoise_requests_total\{path="\/predict",status="200"\} \d+$/m);
    expect(text).toMatch(/^equipoise_rows_total \d+$/m);
    expect(text).toMatch(/^equipoise_predict_seconds_bucket\{le="\+Inf"\} \d+$/m);
  });

  it('lives on when a client breaks off in the middle of a request', async () => {
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"ro`,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await ask(JSON.stringify({ rows: [house] }))).status).toBe(200);
  });

  it('refuses a port that is taken, and a model that does not know its rows', async () => {
    const port = Number(new URL(server.url).port);
    await expect(serveModel(model, { port })).rejects.toThrow(`127.0.0.1:${port} cannot be listened on (EADDRINUSE)`);
    const dataset = await datasets['gradnorm-toy'].load();
    const plain = { ...dataset, preprocessing: undefined };
    const trained = await fit({ dataset: plain as never, balancer: strategies.equal(), epochs: 1, engine: 'wasm' });
    await expect(serveModel(trained.model, { port: 0 })).rejects.toThrow('must know how rows become inputs');
    await expect(serveModel(model, { ports: 1 } as never)).rejects.toThrow('port');
    await trained.model.dispose();
  });
});
