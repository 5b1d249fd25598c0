// Writes results/digests.json: the SHA-256 of the parameters of some trainings on the engine wasm, as built by `tsc -b`. With --check
// fails when a digest differs from the committed one: on another CPU, operating system or version of Node, or after a change of what is
// computed.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parametersOf, trainings } from './digests/trainings.mjs';
import { root } from './markdown.mjs';

const file = join(root, 'results', 'digests.json');
const digests = {};
for (const name of Object.keys(trainings)) {
  const { buffer } = await parametersOf(name);
  digests[name] = createHash('sha256').update(new Uint8Array(buffer)).digest('hex');
}
if (!process.argv.includes('--check')) {
  writeFileSync(file, `${JSON.stringify(digests, null, 2)}\n`);
} else {
  const known = JSON.parse(readFileSync(file, 'utf8'));
  const other = Object.keys(digests).filter((name) => digests[name] !== known[name]);
  for (const name of other) console.error(`${name}: ${digests[name]}, results/digests.json has ${known[name]}.`);
  if (other.length > 0) {
    console.error('After a change of what is trained, run `node tools/write-digests.mjs`.');
    process.exitCode = 1;
  }
}
