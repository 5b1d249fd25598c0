// Trains a model with a large embedding for two epochs, resumes it from the checkpoint after the first, as built by `tsc -b`, and fails
// when the parameters are not the same bits. It is too slow and takes too much memory for the test suite.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import {
  checkpoints,
  embedding,
  fit,
  flatten,
  loadCheckpoint,
  mlpHead,
  optimizerFromConfig,
  random,
  regression,
  sequential,
} from '../packages/core/dist/index.js';
import { strategies } from '../packages/weighting/dist/index.js';

const usage = `node tools/check-large-checkpoint.mjs [--parameters N] [--optimizer NAME]

Resumes a model with a large embedding from a checkpoint, and compares all bits. Needs onnxruntime-node.

  --parameters  how many numbers the embedding has, about (default: 200000000)
  --optimizer   the optimizer (default: sgd)`;

const width = 16;
const gibibyte = 2 ** 30;

/** A data set of eight examples of four tokens. */
function tokens(vocabulary) {
  const stream = random(1);
  const x = Int32Array.from({ length: 32 }, () => stream.integer(vocabulary));
  const split = {
    size: 8,
    inputs: { x },
    labels: { y: { values: Float32Array.from({ length: 8 }, (_, i) => i / 8) } },
  };
  return {
    name: 'tokens',
    inputs: { x: { shape: [4], dtype: 'int32', vocabulary } },
    tasks: [{ name: 'y', kind: regression() }],
    splits: { train: split, validation: split },
  };
}

/** Trains up to the end of the second epoch: a digest of the parameters, and how many there are. */
async function train(vocabulary, name, more) {
  const { model } = await fit({
    dataset: tokens(vocabulary),
    encoder: sequential([embedding({ width }), flatten()]),
    head: mlpHead(),
    balancer: strategies.equal(),
    optimizer: optimizerFromConfig({ kind: 'optimizer', name, options: {} }),
    epochs: 2,
    batchSize: 4,
    engine: 'native',
    ...more,
  });
  const digest = createHash('sha256').update(model.weights.parameters).digest('hex');
  const count = model.parameterCount;
  await model.dispose();
  return { digest, count };
}

async function main() {
  const options = { parameters: { type: 'string' }, optimizer: { type: 'string' }, help: { type: 'boolean' } };
  const { values } = parseArgs({ options });
  if (values.help) return console.log(usage);
  const { parameters = '200000000', optimizer = 'sgd' } = values;
  const vocabulary = Math.ceil(Number(parameters) / width);
  const slots = Object.keys(optimizerFromConfig({ kind: 'optimizer', name: optimizer, options: {} }).slots).length;
  const needed = (13 + 6 * slots) * 4 * Number(parameters); // Measured for 200 million: 9.2 GiB without slots, 18.3 with two.
  if (freemem() < needed) {
    const free = (freemem() / gibibyte).toFixed(1);
    throw new Error(`It needs ${(needed / gibibyte).toFixed(1)} GiB of free memory, there are ${free}.`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'large-checkpoint-'));
  try {
    const whole = await train(vocabulary, optimizer, { callbacks: [checkpoints(folder)] });
    const file = join(folder, 'checkpoint-000001.safetensors');
    const resumed = await train(vocabulary, optimizer, { resume: loadCheckpoint(file) });
    const size = (statSync(file).size / 1e9).toFixed(2);
    const peak = (process.resourceUsage().maxRSS / 2 ** 20).toFixed(1);
    console.log(`${whole.count} parameters, ${optimizer}: a checkpoint of ${size} GB, at most ${peak} GiB of memory.`);
    if (resumed.digest !== whole.digest) throw new Error('The resumed run has other bits than the unbroken one.');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main().catch((error) => {
  console.error(`check-large-checkpoint: ${error.message}`);
  process.exitCode = 1;
});
