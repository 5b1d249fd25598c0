import type { Dimension, Point, Space } from '../../../src/search/dimension.ts';

/** A function to minimise, of which the smallest value is known. */
export interface TestFunction {
  readonly space: Space;
  readonly lowest: number;
  readonly value: (point: Point) => number;
}

/** Numbers x0, x1 … between two ends. */
function box(...ends: readonly (readonly [low: number, high: number])[]): Space {
  return ends.map(([low, high], index): Dimension => ({
    name: `x${index}`,
    type: 'number',
    low,
    high,
    scale: 'linear',
  }));
}

const numbers = (point: Point): number[] => Object.values(point).map(Number);

const a = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const p = [
  [1312, 1696, 5569, 124, 8283, 5886],
  [2329, 4135, 8307, 3736, 1004, 9991],
  [2348, 1451, 3522, 2883, 3047, 6650],
  [4047, 8828, 8732, 5743, 1091, 381],
];
const offsets: Readonly<Record<string, number>> = { a: 2, b: 0.5, c: 0, d: 1, e: 3 };

/** Standard test functions, as in fixtures/tpe.py. S. Surjanovic, D. Bingham. Virtual Library of Simulation Experiments. */
export const functions = {
  sphere: {
    space: box([-5, 5], [-5, 5], [-5, 5], [-5, 5], [-5, 5]),
    lowest: 0,
    value: (point) => numbers(point).reduce((sum, x) => sum + x * x, 0),
  },
  branin: {
    space: box([-5, 10], [0, 15]),
    lowest: 0.39788735772973816,
    value(point) {
      const [x = 0, y = 0] = numbers(point);
      const [b, c, t] = [5.1 / (4 * Math.PI ** 2), 5 / Math.PI, 1 / (8 * Math.PI)];
      return (y - b * x ** 2 + c * x - 6) ** 2 + 10 * (1 - t) * Math.cos(x) + 10;
    },
  },
  rosenbrock: {
    space: box([-5, 10], [-5, 10]),
    lowest: 0,
    value(point) {
      const [x = 0, y = 0] = numbers(point);
      return 100 * (y - x ** 2) ** 2 + (1 - x) ** 2;
    },
  },
  hartmann6: {
    space: box([0, 1], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1]),
    lowest: -3.322368011391339,
    value(point) {
      const x = numbers(point);
      return -[1, 1.2, 3, 3.2].reduce((sum, alpha, i) => {
        const inner = x.reduce((s, xj, j) => s + (a[i]?.[j] ?? 0) * (xj - (p[i]?.[j] ?? 0) * 1e-4) ** 2, 0);
        return sum + alpha * Math.exp(-inner);
      }, 0);
    },
  },
  mixed: {
    space: [
      { name: 'rate', type: 'number', low: 1e-5, high: 1, scale: 'log' },
      { name: 'layers', type: 'integer', low: 1, high: 16, scale: 'linear' },
      { name: 'width', type: 'integer', low: 8, high: 512, scale: 'log' },
      { name: 'method', type: 'choice', values: ['a', 'b', 'c', 'd', 'e'] },
      { name: 'flag', type: 'choice', values: [false, true] },
    ],
    lowest: 0,
    value(point) {
      const [rate = 0, layers = 0, width = 0] = numbers(point);
      const offset = (offsets[String(point.method)] ?? 0) + (point.flag === true ? 0 : 0.5);
      return (Math.log10(rate) + 3) ** 2 + ((layers - 5) / 4) ** 2 + (Math.log2(width) - 6) ** 2 / 4 + offset;
    },
  },
} satisfies Readonly<Record<string, TestFunction>>;
