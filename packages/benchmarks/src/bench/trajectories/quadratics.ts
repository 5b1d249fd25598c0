import { distanceToFront, type Evaluation, type Point, type Problem } from './problem.ts';

type Matrix = readonly [Point, Point];

/** The default distance from the front within which a point counts as on it. */
const tolerance = 0.1;

const source = 'https://github.com/SimplexLab/TorchJD (tests/trajectories)';

/** What TorchJD multiplies the step size by; `equal` adds gradients where its mean takes their mean. */
const multipliers = { equal: 0.5, mgda: 2, pcgrad: 0.5, 'aligned-mtl': 4 };

const strategies = ['equal', 'upgrad', 'dualproj', 'mgda', 'cagrad', 'imtl-g', 'aligned-mtl'];

/** Each task is the square of one parameter: no conflict, and gradients that become 0. */
export const ewq: Problem = {
  name: 'ewq',
  title: 'Element-wise quadratic: one task a parameter',
  source,
  starts: [
    [3, -2],
    [0, -3],
    [-4, 4],
    [-3, 4],
    [-3.5, -0.75],
  ],
  steps: 50,
  optimizer: 'sgd',
  learningRate: 0.075,
  multipliers,
  strategies,
  evaluate: ([x, y]) => ({
    losses: [x * x, y * y],
    jacobian: [
      [2 * x, 0],
      [0, 2 * y],
    ],
  }),
  infimum: [0, 0],
  front: [[0, 0]],
  reached: ([x, y]) => Math.hypot(x, y) < 2 * tolerance,
  window: { x: [-5, 5], y: [-5, 5] },
};

/** Two bowls of different shapes, whose front is a curve. */
export const cqf: Problem = {
  ...quadratic([
    {
      shape: [
        [1, 0.2],
        [0.2, 0.05],
      ],
      centre: [1, 0],
    },
    {
      shape: [
        [3, -0.6],
        [-0.6, 0.2],
      ],
      centre: [-1, 0],
    },
  ]),
  name: 'cqf',
  title: 'Convex quadratic form: two bowls of different shapes',
  source,
  starts: [
    [0.5, 0.5],
    [-0.3, 7],
    [0, 0],
  ],
  steps: 200,
  optimizer: 'sgd',
  learningRate: 0.125,
  multipliers,
  strategies,
  infimum: [0, 0],
  window: { x: [-2, 2], y: [-1, 8] },
};

const shape: Matrix = [
  [2, -1],
  [-1, 2],
];

/** Two bowls of the same shape, one ten times as steep. */
export const hqf: Problem = {
  ...quadratic([
    { shape, centre: [1, 0] },
    {
      shape: [
        [20, -10],
        [-10, 20],
      ],
      centre: [-10, 0],
    },
  ]),
  name: 'hqf',
  title: 'Homothetic quadratic form: two bowls of one shape, one ten times as steep',
  source,
  starts: [
    [-6, 4],
    [-3, -1.5],
    [1.5, 2],
    [2.5, 5.5],
  ],
  steps: 100,
  optimizer: 'sgd',
  learningRate: 0.005,
  multipliers: { ...multipliers, 'imtl-g': 2 },
  strategies,
  infimum: [0, 0],
  window: { x: [-12, 4], y: [-3, 7] },
};

interface Bowl {
  readonly shape: Matrix;
  readonly centre: Point;
}

/**
 *     Lᵢ = (x − uᵢ)ᵀAᵢ(x − uᵢ)     ∇Lᵢ = 2Aᵢ(x − uᵢ)
 *
 * Every place of the front is the minimum of a mixture: (1 − λ)A₁(x − u₁) + λA₂(x − u₂) = 0.
 */
function quadratic(bowls: readonly [Bowl, Bowl]): Pick<Problem, 'evaluate' | 'front' | 'reached'> {
  const [first, second] = bowls;
  const front = Array.from({ length: 2001 }, (_, index) => {
    const share = (1 - Math.cos((Math.PI * index) / 2000)) / 2; // Denser at the ends, where places of some fronts crowd.
    const matrix = add(first.shape, 1 - share, second.shape, share);
    const one = times(first.shape, first.centre);
    const other = times(second.shape, second.centre);
    return solve(matrix, [(1 - share) * one[0] + share * other[0], (1 - share) * one[1] + share * other[1]]);
  });
  return {
    evaluate: (point): Evaluation => {
      const slopes = bowls.map(({ shape, centre }) => times(shape, [point[0] - centre[0], point[1] - centre[1]]));
      return {
        losses: bowls.map(({ centre }, task) => {
          const slope = slopes[task] ?? [0, 0];
          return (point[0] - centre[0]) * slope[0] + (point[1] - centre[1]) * slope[1];
        }),
        jacobian: slopes.map(([x, y]): Point => [2 * x, 2 * y]),
      };
    },
    front,
    reached: (point) => distanceToFront({ front }, point) < tolerance,
  };
}

function times([first, second]: Matrix, [x, y]: Point): Point {
  return [first[0] * x + first[1] * y, second[0] * x + second[1] * y];
}

function add(one: Matrix, share: number, other: Matrix, rest: number): Matrix {
  const row = (index: 0 | 1): Point => [
    share * one[index][0] + rest * other[index][0],
    share * one[index][1] + rest * other[index][1],
  ];
  return [row(0), row(1)];
}

function solve([[a, b], [c, d]]: Matrix, [x, y]: Point): Point {
  const determinant = a * d - b * c;
  return [(d * x - b * y) / determinant, (a * y - c * x) / determinant];
}
