import type { EinsumAttrs, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from '../errors.ts';
import type { Value } from '../graph/value.ts';
import { kernel } from './kernel.ts';
import { refuseTruths } from './number-types.ts';

kernel<string, EinsumAttrs>('Einsum', (graph, inputs, { equation }) => {
  const factors = Object.values(inputs);
  refuseTruths('Einsum', factors[0]);
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
  const spec = { shape, dtype: factors[0]?.dtype ?? 'float32' };
  return graph.op('Einsum', factors, spec, { equation: equation.replaceAll(' ', '') });
});

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

function multiply(terms: readonly string[][], result: string[], factors: readonly Tensor[]): Tensor {
  if (factors.length === 0) return tf.scalar(1);
  return tf.einsum(`${terms.map((term) => term.join('')).join()}->${result.join('')}`, ...factors);
}

function parts(equation: string): { terms: string[][]; result: string[] } {
  const [left = '', right = ''] = equation.replaceAll(' ', '').split('->');
  return { terms: left.split(',').map((term) => [...term]), result: [...right] };
}
