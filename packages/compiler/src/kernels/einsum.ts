import type { EinsumAttrs, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { kernel } from './kernel.ts';
import { ofOneType, refuseTruths } from './number-types.ts';
import { reduce } from './reductions.ts';
import { transpose } from './shapes.ts';

kernel<string, EinsumAttrs>('Einsum', (graph, inputs, { equation }) => {
  refuseTruths('Einsum', inputs['0']);
  const factors = ofOneType(graph, Object.values(inputs));
  const { terms, result } = parts(equation);
  const lengths = new Map(
    terms.flatMap((term, index) => term.map((axis, at) => [axis, factors[index]?.shape[at]] as const)),
  );
  const fits = ({ shape }: Value, term: readonly string[] = []): boolean =>
    shape.length === term.length && term.every((axis, at) => lengths.get(axis) === shape[at]);
  const shape = result.flatMap((axis) => lengths.get(axis) ?? []);
  const isWhole = equation.includes('->') && shape.length === result.length && terms.length === factors.length;
  if (!isWhole || !factors.every((factor, index) => fits(factor, terms[index]))) {
    const shapes = factors.map((factor) => `[${factor.shape.join()}]`).join(' and ');
    throw new CompileError(`compile: the equation ${equation} of einsum does not fit tensors of shape ${shapes}.`);
  }
  const dtype = factors[0]?.dtype ?? 'float32';
  if (dtype !== 'int32') return graph.op('Einsum', factors, { shape, dtype }, { equation: written(terms, result) });
  const sums = factors.map((factor, index) => summed(graph, factor, terms, index, result));
  const [first] = sums;
  if (first && sums.length === 1) return transpose(graph, first.value, axesIn(first.axes, result));
  const left = sums.map(({ axes }) => axes);
  return graph.op(
    'Einsum',
    sums.map(({ value }) => value),
    { shape, dtype },
    { equation: written(left, result) },
  );
});

/** Sums a factor of integers over the axes that nothing else has: within an Einsum, ONNX Runtime's sum of integers does not wrap. */
function summed(
  graph: Graph,
  factor: Value,
  terms: readonly string[][],
  index: number,
  result: readonly string[],
): { readonly value: Value; readonly axes: string[] } {
  const wanted = new Set([...result, ...terms.flatMap((term, other) => (other === index ? [] : term))]);
  const term = terms[index] ?? [];
  const idle = term.flatMap((axis, at) => (wanted.has(axis) ? [] : [at]));
  if (idle.length === 0) return { value: factor, axes: term };
  const value = reduce(graph, 'ReduceSum', factor, { axis: idle });
  return { value, axes: term.filter((axis) => wanted.has(axis)) };
}

function axesIn(axes: readonly string[], result: readonly string[]): number[] {
  return result.map((axis) => axes.indexOf(axis));
}

function written(terms: readonly string[][], result: readonly string[]): string {
  return `${terms.map((term) => term.join('')).join()}->${result.join('')}`;
}

// TensorFlow.js has no gradient of its own: that by a factor is the sum over the other factors and dy, and along an axis that
// neither of them has the same everywhere.
tf.registerGradient({
  kernelName: 'Einsum',
  saveAllInputs: true,
  gradFunc: (dy: Tensor | Tensor[], factors: Tensor[], { equation }: NamedAttrMap) => {
    const { terms, result } = parts(typeof equation === 'string' ? equation : '');
    const gradient = (index: number) => (): Tensor => {
      const others = terms.flatMap((term, other) => (other === index ? [] : [term]));
      const term = terms[index] ?? [];
      const known = term.filter((axis) => [result, ...others].some((axes) => axes.includes(axis)));
      const tensors = factors.filter((_, other) => other !== index);
      const product = multiply([...(result.length > 0 ? [result] : []), ...others], known, [
        ...(result.length > 0 ? [dy as Tensor] : []),
        ...tensors,
      ]);
      const whole = result.length > 0 ? product : tf.mul(product, dy as Tensor);
      const { shape } = factors[index] ?? whole;
      const narrow = term.map((axis, place) => (known.includes(axis) ? (shape[place] ?? 1) : 1));
      return tf.mul(tf.reshape(whole, narrow), tf.ones(shape));
    };
    return Object.fromEntries(terms.map((_, index) => [String(index), gradient(index)]));
  },
});

function multiply(terms: readonly string[][], result: readonly string[], factors: readonly Tensor[]): Tensor {
  if (factors.length === 0) return tf.scalar(1);
  return tf.einsum(written(terms, result), ...factors);
}

function parts(equation: string): { terms: string[][]; result: string[] } {
  const [left = '', right = ''] = equation.replaceAll(' ', '').split('->');
  return { terms: left.split(',').map((term) => [...term]), result: [...right] };
}
