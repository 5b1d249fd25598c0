import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// What one would write without equipoise: a server that runs an ONNX file for one request after the other. The file is the argument.

const { InferenceSession, Tensor } = await import('onnxruntime-node');
const options = { intraOpNumThreads: 1, interOpNumThreads: 1 };
const session = await InferenceSession.create(process.argv[2] ?? '', options);

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    void answer(Buffer.concat(parts).toString()).then((body) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(body);
    });
  });
});

async function answer(body: string): Promise<string> {
  const { rows } = JSON.parse(body) as { readonly rows: readonly Readonly<Record<string, number | string>>[] };
  const feeds = Object.fromEntries(
    session.inputNames.map((name) => {
      const cells = rows.map((row) => row[name]);
      const shape = [rows.length, 1];
      return [
        name,
        typeof cells[0] === 'string'
          ? new Tensor('string', cells as string[], shape)
          : new Tensor('float32', Float32Array.from(cells as number[]), shape),
      ];
    }),
  );
  const outputs = await session.run(feeds);
  const predictions = Object.fromEntries(
    Object.entries(outputs).map(([name, { data }]) => [name, [...(data as Float32Array)]]),
  );
  return JSON.stringify({ predictions }, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
}

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port};\n`);
});
