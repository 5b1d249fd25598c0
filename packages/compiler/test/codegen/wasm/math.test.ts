import { describe, expect, it } from 'vitest';

import { Graph } from '../../../src/graph/graph.ts';
import { run } from '../run.ts';
import { random } from '../../random.ts';

/** erf x = 2/√π Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1)), to ten digits where |x| < 4. */
function errorFunction(x: number): number {
  if (Math.abs(x) >= 4) return Math.sign(x);
  let [sum, power] = [0, x];
  for (let n = 0; n < 90; n += 1) {
    sum += power / (2 * n + 1);
    power *= (-x * x) / (n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** What one unit in the last place of a number of 32 bits is. */
function unit(x: number): number {
  return 2 ** Math.max(-149, Math.floor(Math.log2(Math.abs(x))) - 23);
}

const functions: readonly (readonly [string, (x: number) => number, number, readonly number[]])[] = [
  ['Exp', Math.exp, 1, [-110, 0, 90, -87.4, 88.7, 1e-30]],
  ['Sin', Math.sin, 1, [0, 1e-20, 3e6, -1e7]],
  ['Cos', Math.cos, 1, [0, 1e-20, 3e6, -1e7]],
  ['Log', Math.log, 1, [0, -1, 1, 1e-40, 3e38, 2 ** -149]],
  ['Tanh', Math.tanh, 2, [0, 0.625, -0.625, 20, -20, 1e-20]],
  ['Sigmoid', (x) => 1 / (1 + Math.exp(-x)), 2.5, [0, 90, -80, 17]],
  ['Softplus', (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), 2.5, [0, 90, -80, -17, 17, 1e-9]],
  ['Tan', Math.tan, 1, [0, 1e-20, 3e6, -1e7]],
  ['Asin', Math.asin, 2.5, [0, -0, 0.5, -0.5, 1, -1, 1e-20, 0.9999]],
  ['Acos', Math.acos, 2, [0, -0, 0.5, -0.5, 1, -1, 1e-20, 0.9999]],
  ['Atan', Math.atan, 2.5, [0, -0, 0.4142, 0.4143, 2.4142, -2.4143, 1e-20, 3e38]],
  ['Sinh', Math.sinh, 3, [0, -0, 1, -1, 89, -89.4, 1e-20]],
  ['Cosh', Math.cosh, 3, [0, -0, 1, -1, 89, -89.4, 1e-20]],
  ['Asinh', Math.asinh, 3, [0, -0, 0.5, -0.5, 9999, -10001, 1e-20, 3e38]],
  ['Acosh', Math.acosh, 3, [1, 1.0001, 1.5, 0.9, 9999, 10001, 3e38]],
  ['Atanh', Math.atanh, 3, [0, -0, 0.5, -0.5, 1, -1, 0.99999, 1e-20]],
  ['Erf', errorFunction, 2, [0, 0.921875, -0.921875, 3.9, -3.95, 1e-9]],
];

describe.each(functions)('%s, vectorised over four elements', (type, exact, most, edges) => {
  it(`is off by at most ${most} units in the last place`, async () => {
    const next = random(1);
    const scattered = Array.from({ length: 60_000 }, (_, index) => {
      const size = index % 3 === 0 ? 100 * next() : 2 ** (60 * next() - 40);
      return type !== 'Log' && next() < 0.5 ? -size : size;
    });
    const numbers = Float32Array.from([...edges, Infinity, -Infinity, NaN, ...scattered]);
    const graph = new Graph();
    const spec = { shape: [numbers.length], dtype: 'float32' } as const;
    const x = graph.input('x', spec);
    const [results = []] = await run(graph, [graph.op(type, [x], spec)], new Map([[x, numbers]]));
    const off = results.map((result, index) => {
      const given = numbers[index] ?? NaN;
      const expected = exact(given);
      if (Object.is(result, expected) || result === Math.fround(expected)) return 0;
      if (result === 0 && Math.abs(expected) < 2 ** -126) return 0; // What would be denormal may be 0.
      const error = Math.abs(result - expected) / unit(expected);
      return Number.isNaN(error) ? Infinity : error;
    });
    const worst = off.indexOf(Math.max(...off));
    expect(off[worst], `at ${numbers[worst]}: ${results[worst]}`).toBeLessThanOrEqual(most);
  });
});

it('a vectorised power is off by at most 1 unit in the last place', async () => {
  const next = random(2);
  const bases = Float32Array.from({ length: 50_000 }, () => 2 ** (40 * next() - 20));
  const exponents = Float32Array.from(bases, (_, index) => (index % 2 === 0 ? 8 * next() - 4 : 60 * next() - 30));
  const graph = new Graph();
  const spec = { shape: [bases.length], dtype: 'float32' } as const;
  const [x, y] = [graph.input('x', spec), graph.input('x', spec)];
  const given = new Map([
    [x, bases],
    [y, exponents],
  ]);
  const [results = []] = await run(graph, [graph.op('Pow', [x, y], spec)], given);
  const off = results.map((result, index) => {
    const expected = (bases[index] ?? NaN) ** (exponents[index] ?? NaN);
    return result === Math.fround(expected) ? 0 : Math.abs(result - expected) / unit(expected);
  });
  expect(Math.max(...off)).toBeLessThanOrEqual(1);
});
