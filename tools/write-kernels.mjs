// Writes docs/kernels.md: what @equipoise/compiler, as built by `tsc -b`, makes of each kernel of TensorFlow.js, and what its test of
// gradients has compared with finite differences; with --check fails when the committed page differs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { translatedKernels } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';

import { root } from './markdown.mjs';
import { writeWhole } from './whole-files.mjs';

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

/** What packages/compiler/test/gradients/first-and-second-order.test.ts has compared, by kernel and engine. */
const compared = JSON.parse(
  readFileSync(join(root, 'packages', 'compiler', 'test', 'gradients', 'compared.json'), 'utf8'),
);
const everywhere = [...new Set(Object.values(compared).flatMap((groups) => Object.keys(groups)))].sort(
  (one, other) => other.length - one.length,
)[0];

/** What was compared on some engines, in words. */
function words({ first, second, missing }) {
  const cases = (count) => (count === 1 ? '1 case' : `${count} cases`);
  if (first === 0) return missing === undefined ? '' : 'none: an error that names it';
  if (second === first) return `1st and 2nd order, ${cases(first)}`;
  const rest = missing === undefined ? '' : `an error that names ${code(missing)}`;
  if (second === 0) return `1st order, ${cases(first)}; 2nd: ${rest}`;
  return `1st order, ${cases(first)}; 2nd, ${cases(second)}${rest && `, else ${rest}`}`;
}

/** What was compared of a kernel's gradient; where it has one and nothing was, why. */
function checked(name) {
  const groups = Object.entries(compared[name] ?? {});
  const text = groups
    .map(([on, what]) => (on === everywhere ? words(what) : `${words(what)} (${on})`))
    .filter((part) => part !== '')
    .join('; ');
  if (text !== '' || !tf.getGradient(name) || state(name).startsWith('not')) return text;
  return compared[name] ? 'gives integers, or true and false' : 'no case';
}

const names = [...new Set([...onCpu, ...Object.keys(calls)])].sort();
const gradient = (name) => (tf.getGradient(name) ? 'yes' : '');
const rows = names.map((name) => [code(name.replace(/^_/, '')), state(name), gradient(name), checked(name)]);
const count = (start) => rows.filter(([, found]) => found.startsWith(start)).length;
const differentiable = rows.filter(([, found, has]) => has && found.startsWith('not')).map(([name]) => name);

const page = `<!-- Written by tools/write-kernels.mjs from the kernels that @equipoise/compiler and TensorFlow.js register. Do not edit. -->

# Kernels

A kernel is the part of a TensorFlow.js op that a backend implements. A compiled function can use an op when each of its kernels is translated
to ONNX. Of the ${rows.length} kernels of TensorFlow.js ${tf.version_core} in Node ${count('translated')} are translated, ${count('composed')} are never called, because TensorFlow.js composes
their ops of translated kernels, and ${count('not')} are not translated: with \`engine: 'auto'\` a function that uses one runs op by op, with one
warning that names it.

Not translated, although TensorFlow.js can differentiate them: ${differentiable.join(', ')}.

## Where TensorFlow.js is wrong

The numbers of a compiled function are right where those of TensorFlow.js 4.22.0 itself, or of its cpu backend, are not. The engine \`eager\` has the right ones
too, on the cpu and on the WebAssembly backend. Each point is tested in \`packages/compiler/test\`, by arithmetic or by finite differences.

Gradients of TensorFlow.js:

- \`mirrorPad\`: the gradient of the padding is added to the elements that it copies. \`floorDiv\`: the gradient is 0.
- \`losses.softmaxCrossEntropy\`: the gradient by the logits is right for labels of any sum, not of the sum 1 only, and so 0 for a row without labels; that by the labels
  is −log softmax.
- Gradients of gradients. TensorFlow.js loses what flows through saved outputs (\`exp\`, \`tanh\`, \`sigmoid\`, \`softmax\`, the losses; its issue 3252), and it has
  none for convolutions, average pools, resizing and \`elu\`. The gradient of a gradient of \`maxPool\`, \`prod\`, \`dilation2d\` or
  \`localResponseNormalization\` is an error that names the missing kernel.
- Errors of TensorFlow.js that are gradients here: \`where\` with a condition that depends on what is differentiated, and all else that goes through a comparison, whose share is 0;
  \`cumsum\` along another axis than the last; \`maximum\`, \`minimum\` and \`squaredDifference\` with a broadcast input; \`matMul\` of stacks with a broadcast
  batch; dilated convolutions; \`gather\` with batch axes; \`unsortedSegmentSum\` with rows of no segment; \`tile\` and \`broadcastTo\` of more than four axes; \`prod\` along
  an axis counted from the end; a split into one part; batch normalization without a scale; \`einsum\`.
- Of the cpu backend: average pooling with padding; \`maxPool3d\` with windows of unequal lengths; \`image.resizeBilinear\` when images are not square or \`halfPixelCenters\` is set;
  \`image.resizeNearestNeighbor\` (and so \`layers.upSampling2d\`) for more than one image.

Values of TensorFlow.js:

- A padding of one number with a window, stride or dilation that is not square: the number of columns is worked out from the height of the window and the vertical stride.
  \`conv1d\` with a padding of one number is an error of TensorFlow.js.
- \`layers.alphaDropout\` puts the negative of the right number in the place of what it drops: the mean does not stay (at a rate of 0.3 it is 0.91 in place of 0).
- Integers wrap at 32 bits on every engine, also in sums, products, powers, matrix products and \`einsum\`; TensorFlow.js loses the low bits first. \`unsortedSegmentSum\` is
  float32, as on the cpu backend, and so is \`maxPool\` of integers on the compiled engines: beyond 2²⁴ it loses the low bits.
- NaN is kept by \`max\`, \`min\`, \`maxPool\`, \`dilation2d\` and \`sign\`, where TensorFlow.js, and ONNX Runtime by itself (its issue 10514), lose it. \`argMax\` and \`topk\` find NaN as
  the largest number, before ∞, \`argMin\` as the smallest. On the engine \`native\` this is a second pass over what a maximum or a pool reads, 0.07 ms for 64 images of
  24 × 24 × 16. 1 to the power of NaN is 1. A bilinear resize spreads NaN along its row and column, and \`localResponseNormalization\` over all channels.
- \`concat\` of several types has the type that holds them all; TensorFlow.js cuts to that of the first. \`topk\` has the first of equal numbers first.
- A tensor or a variable that was disposed of, and an index that is outside, are errors that name the line, on every engine.
- Of the WebAssembly backend, beside much that it lacks ([Engines](compiler.md#engines)): \`where\` of bools, pools and convolutions with a padding of one number, a \`slice\` that ends outside, and
  indices that are outside read or write other memory; convolutions, \`avgPool\`, \`maximum\` and \`minimum\` lose NaN; convolutions with the padding \`same\` and a stride
  longer than the filter read the wrong windows. Of both backends: products of stacks that both broadcast, and \`einsum\`.

## Where the numbers differ otherwise

Apart from these points and rounding, results equal those of TensorFlow.js' cpu backend, but for:

- When several numbers of a window of \`maxPool3d\` are the largest, the first takes the gradient, not the last.
- The sum of the deviations of numbers from their mean is 0 without being computed, and NaN where a number is NaN or infinite.
- \`atan2\` of two infinities is NaN, and of 0 and −0 is 0. A number that is not finite, or that int32 has no place for, becomes −2³¹ as int32, not 0.
- \`gather\` takes an index below 0 from the end, where TensorFlow.js throws; so do \`gatherND\`, \`scatterND\` and
  \`tensorScatterUpdate\`.
- Boolean tensors have no sum, difference or matrix product (TensorFlow.js gives a boolean tensor with a 2 in it): an op
  without a translation, whose error says what to do.
- On the engine \`wasm\` the sine of a number beyond 3·10⁹, where float32 has only every 256th number, is inaccurate.
- \`tf.dropout\` and the layers that are random while they train draw anew at each call, from the source that the option \`random\` names
  ([Random numbers](compiler.md#random-numbers)); their own seed is not used. Every other op that draws random numbers is an error: it would draw the same numbers at every
  step.

## All kernels

The third column says whether TensorFlow.js can differentiate the op; gradients are kernels themselves. The last is written by the test that compares gradients, and gradients of
gradients, with central differences of fourth order (\`packages/compiler/test/gradients/first-and-second-order.test.ts\`): in how many cases, each on the engines ${everywhere}, unless some are
named.

${[row(['kernel', 'in a compiled function', 'gradient', 'compared with finite differences']), row(['---', '---', '---', '---']), ...rows.map(row)].join('\n')}
`;

await writeWhole('kernels.md', page);
