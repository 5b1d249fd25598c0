import { serveModel } from '@equipoise/benchmarks';
import { loadModel } from '@equipoise/core';

const model = loadModel('weather.safetensors');
const server = await serveModel(model, { port: 0 }); // 0 takes a free port.

// A client, in any language:
const answer = await fetch(`${server.url}/predict`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ rows: [{ precipitation: 12, temp_max: 9, wind: 4 }] }),
});
console.log(JSON.stringify(await answer.json()));

await server.close(); // Whoever is connected is answered first.
await model.dispose();
