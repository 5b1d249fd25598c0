// Writes docs/kernels.md: what @equipoise/compiler, as built by `tsc -b`, makes of each kernel of TensorFlow.js; with
// --check fails when the committed page differs.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { translatedKernels } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';
import { format, resolveConfig } from 'prettier';

import { root } from './markdown.mjs';

/** A call of each op whose kernel no backend in Node has, because TensorFlow.js computes it from others. */
const calls = {
  BroadcastTo: () => tf.broadcastTo([1], [2]),
  LogSoftmax: () => tf.logSoftmax([1, 2]),
  LogicalXor: () => tf.logicalXor([true], [false]),
  LowerBound: () => tf.lowerBound([1, 2], [1]),
  MatrixBandPart: () => tf.linalg.bandPart(tf.ones([2, 2]), 0, 1),
  Pool: () => tf.pool(tf.ones([1, 4, 4, 1]), 2, 'max', 'valid', [2, 2]),
  UpperBound: () => tf.upperBound([1, 2], [1]),
};

const translated = new Set(translatedKernels());
const kernelsOf = (backend) => new Set(tf.getKernelsForBackend(backend).map(({ kernelName }) => kernelName));
const recorded = kernelsOf('equipoise-trace');
const onCpu = kernelsOf('cpu');

await tf.setBackend('cpu');
const composed = {};
for (const [op, call] of Object.entries(calls)) {
  const { kernelNames } = await tf.profile(call);
  composed[op] = [...new Set(kernelNames)].filter((name) => onCpu.has(name) && name !== 'Identity').sort();
}

const code = (name) => `\`${name}\``;
const row = (cells) => `| ${cells.join(' | ')} |`;

/** Why kernels are not translated, where it is not that nobody has asked for them. */
const reasons = {
  'complex numbers': ['Complex', 'ComplexAbs', 'FFT', 'IFFT', 'Imag', 'Real'],
  text: ['StaticRegexReplace', 'StringNGrams', 'StringSplit', 'StringToHashBucketFast'],
  'the shape of what it gives depends on values': [
    'NonMaxSuppressionV3',
    'NonMaxSuppressionV4',
    'NonMaxSuppressionV5',
    'RaggedGather',
    'RaggedRange',
    'RaggedTensorToTensor',
    'SparseFillEmptyRows',
    'SparseReshape',
    'Unique',
  ],
};

function untranslated(name) {
  const [reason] = Object.entries(reasons).find(([, kernels]) => kernels.includes(name)) ?? [];
  return reason ? `not: ${reason}` : 'not';
}

function state(name) {
  if (translated.has(name)) return 'translated';
  if (recorded.has(name)) return 'an error: its random numbers would be frozen';
  const parts = composed[name] ?? [];
  if (parts.length === 0 || !parts.every((part) => translated.has(part))) return untranslated(name);
  return `composed of ${parts.map(code).join(', ')}`;
}

const names = [...new Set([...onCpu, ...Object.keys(calls)])].sort();
const gradient = (name) => (tf.getGradient(name) ? 'yes' : '');
const rows = names.map((name) => [code(name.replace(/^_/, '')), state(name), gradient(name)]);
const count = (start) => rows.filter(([, found]) => found.startsWith(start)).length;
const differentiable = rows.filter(([, found, has]) => has && found.startsWith('not')).map(([name]) => name);

const page = `<!-- Written by tools/write-kernels.mjs from the kernels that @equipoise/compiler and TensorFlow.js register. Do not edit. -->

# Kernels

A kernel is the part of a TensorFlow.js op that a backend implements. A compiled function can use an op when each of its kernels is translated
to ONNX. Of the ${rows.length} kernels of TensorFlow.js ${tf.version_core} in Node ${count('translated')} are translated, ${count('composed')} are never called, because TensorFlow.js composes
their ops of translated kernels, and ${count('not')} are not translated: with \`engine: 'auto'\` a function that uses one runs op by op, with one
warning that names it.

Not translated, although TensorFlow.js can differentiate them: ${differentiable.join(', ')}.

## Where the numbers differ

Compiled results equal those of TensorFlow.js' cpu backend except for rounding, with these exceptions, each tested in
\`packages/compiler/test\`. Gradients of both orders are compared with finite differences, on every engine and backend.

- Gradients that TensorFlow.js' cpu backend computes wrong are right: of average pooling with padding, of \`maxPool3d\`
  with windows of unequal lengths, of \`image.resizeBilinear\` when images are not square or \`halfPixelCenters\` is set, of
  \`image.resizeNearestNeighbor\` (and so of \`layers.upSampling2d\`) for more than one image. When several numbers of a window of \`maxPool3d\` are the largest,
  the first takes the gradient, not the last.
- Gradients that TensorFlow.js itself gets wrong: that of \`mirrorPad\` adds the gradient of the padding to the elements that it copies; that of \`floorDiv\` is 0.
- Gradients that are errors in TensorFlow.js: \`cumsum\` along another axis than the last; \`maximum\`, \`minimum\` and \`squaredDifference\` with a broadcast input;
  \`matMul\` of stacks with a broadcast batch; dilated convolutions; \`gather\` with batch axes; \`prod\` along an axis counted from the end; a split into one
  part; batch normalization without a scale; \`einsum\`.
- Gradients of gradients are right. Those of TensorFlow.js lose what flows through saved outputs (\`exp\`, \`tanh\`, \`sigmoid\`, \`softmax\`, the losses;
  its issue 3252), and it has none for convolutions, average pools, resizing and \`elu\`. The gradient of a gradient of \`maxPool\`, \`prod\`,
  \`dilation2d\` or \`localResponseNormalization\` is an error that names the missing kernel.
- The engine \`eager\` has the same values and gradients on the cpu and the WebAssembly backend of TensorFlow.js: the compiler puts its own kernels where these have
  others, such as products of stacks that both broadcast, \`einsum\`, convolutions with the padding \`same\` and a stride longer than the filter, and the
  kernels of the next three points.
- The sum of the deviations of numbers from their mean is 0 without being computed, and NaN where a number is NaN or infinite.

- NaN is kept on every engine: by \`max\`, \`min\`, \`maxPool\` and \`dilation2d\`, where ONNX Runtime (its issue 10514) and TensorFlow.js lose it, by convolutions and \`avgPool\` on
  the WebAssembly backend, and by \`sign\`. \`argMax\` and \`topk\` find NaN as the largest number, \`argMin\` as the smallest. On the engine \`native\` this is a second
  pass over what a maximum or a pool reads, 0.07 ms for 64 images of 24 × 24 × 16. 1 to the power of NaN is 1; a bilinear resize spreads NaN along its row and column.
- \`atan2\` of two infinities is NaN, and of 0 and −0 is 0. A number that is not finite, or that int32 has no place for, becomes −2³¹ as int32, not 0.
- \`gather\` takes an index below 0 from the end, where TensorFlow.js throws; so do \`gatherND\`, \`scatterND\` and
  \`tensorScatterUpdate\`. An index that is outside is an error that names the op and its line, on every engine.
- Integers wrap at 32 bits on every engine, also in sums, products, powers and matrix products; TensorFlow.js loses the low bits first. \`unsortedSegmentSum\` is
  float32, as on the cpu backend.
- Boolean tensors have no sum, difference or matrix product (TensorFlow.js gives a boolean tensor with a 2 in it): an op
  without a translation, whose error says what to do.
- On the engine \`wasm\` the sine of a number beyond 3·10⁹, where float32 has only every 256th number, is inaccurate.
- \`tf.dropout\` and the layers \`dropout\` and \`spatialDropout1d\` draw a new mask at each call, from the source that the option \`random\` names; their own seed is
  not used. Every other op that draws random numbers is an error: it would draw the same numbers at every step.

## All kernels

The last column says whether TensorFlow.js can differentiate the op; gradients are kernels themselves.

${[row(['kernel', 'in a compiled function', 'gradient']), row(['---', '---', '---']), ...rows.map(row)].join('\n')}
`;

const file = join(root, 'docs', 'kernels.md');
const text = await format(page, { ...(await resolveConfig(file)), parser: 'markdown' });
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('docs/kernels.md is out of date; run `node tools/write-kernels.mjs`.');
  process.exitCode = 1;
}
