import type { Evaluation, Point, Problem } from './problem.ts';

const ravine = 5e-6;

/** How near to the line of the papers a place must be. */
const [line, tolerance] = [-8.3552, 0.05];

const window = { x: [-10, 10], y: [-10, 10] } as const;

/**
 * The two-task toy of the CAGrad paper: two ravines of a logarithm, in which a strategy may be stuck, above two parabolas that
 * meet in the Pareto front.
 */
export const toy: Problem = {
  name: 'toy',
  title: 'The two-task toy of CAGrad',
  source: 'https://github.com/Cranial-XIX/CAGrad (toy.py)',
  starts: [
    [-8.5, 7.5],
    [-8.5, -5],
    [9, 9],
  ],
  steps: 100_000,
  optimizer: 'adam',
  learningRate: 1e-3,
  strategies: ['equal', 'mgda', 'pcgrad', 'cagrad'],
  evaluate: (point) => evaluate(point, 1),
  infimum: [-21, -21],
  front: frontOfToy(),
  reached,
  window,
};

/** The same with the first loss a tenth as large, as in the papers of Nash-MTL and FAMO. */
export const toyUneven: Problem = {
  ...toy,
  name: 'toy-uneven',
  title: 'The two-task toy with a first loss a tenth as large',
  source: 'https://github.com/AvivNavon/nash-mtl and https://github.com/Cranial-XIX/FAMO (experiments/toy)',
  starts: [
    [-8.5, 7.5],
    [0, 0],
    [9, 9],
    [-7.5, -0.5],
    [9, -1],
  ],
  steps: 35_000,
  strategies: [
    ...['equal', 'mgda', 'pcgrad', 'cagrad(c=0.4)', 'imtl-g', 'nash-mtl', 'fairgrad(alpha=2)', 'config', 'aligned-mtl'],
    ...['gradvac(beta=0.5)', 'famo(weightDecay=0)', 'scale-invariant'],
  ],
  evaluate: (point) => evaluate(point, 0.1),
  infimum: [-2.1, -21],
};

/**
 *     L₁ = s·(f₁c₁ + q₁c₂)     L₂ = f₂c₁ + q₂c₂     t = tanh(−y)
 *     f₁ = log max(|½(−x − 7) − t|, 5·10⁻⁶) + 6     f₂ = log max(|½(−x + 3) + t + 2|, 5·10⁻⁶) + 6
 *     q₁,₂ = ((−x ± 7)² + (−y − 8)²/10) / 10 − 20     c₁ = max(tanh(½y), 0)     c₂ = max(tanh(−½y), 0)
 */
function evaluate([x, y]: Point, scale: number): Evaluation {
  const t = Math.tanh(-y);
  const slope = -(1 - t * t); // dt/dy
  const first = ravineOf(0.5 * (-x - 7) - t, -0.5, -slope);
  const second = ravineOf(0.5 * (-x + 3) + t + 2, -0.5, slope);
  const [near, far] = [bowl(x, y, 7), bowl(x, y, -7)];
  const above = gate(0.5 * y, 0.5);
  const below = gate(-0.5 * y, -0.5);
  const blend = (ravines: Term, parabola: Term, factor: number): Term => ({
    value: factor * (ravines.value * above.value + parabola.value * below.value),
    gradient: [
      factor * (ravines.gradient[0] * above.value + parabola.gradient[0] * below.value),
      factor *
        (ravines.gradient[1] * above.value +
          ravines.value * above.slope +
          parabola.gradient[1] * below.value +
          parabola.value * below.slope),
    ],
  });
  const tasks = [blend(first, near, scale), blend(second, far, 1)];
  return { losses: tasks.map(({ value }) => value), jacobian: tasks.map(({ gradient }) => gradient) };
}

interface Term {
  readonly value: number;
  readonly gradient: Point;
}

/** log max(|u|, 5·10⁻⁶) + 6, whose gradient is 0 below the bound. */
function ravineOf(u: number, byX: number, byY: number): Term {
  const size = Math.abs(u);
  const derivative = size < ravine ? 0 : 1 / u;
  return { value: Math.log(Math.max(size, ravine)) + 6, gradient: [derivative * byX, derivative * byY] };
}

function bowl(x: number, y: number, centre: number): Term {
  const [along, across] = [-x + centre, -y - 8];
  return {
    value: (along ** 2 + 0.1 * across ** 2) / 10 - 20,
    gradient: [(-2 * along) / 10, (-0.2 * across) / 10],
  };
}

/** max(tanh u, 0), whose derivative passes at 0. */
function gate(u: number, factor: number): { readonly value: number; readonly slope: number } {
  const value = Math.tanh(u);
  return value < 0 ? { value: 0, slope: 0 } : { value, slope: factor * (1 - value * value) };
}

function reached([x, y]: Point): boolean {
  return Math.abs(y - line) < tolerance && Math.abs(x) <= 7.05;
}

/** Below y = 0 a mixture of both losses has its minimum at x = 7(2λ − 1) and where the derivative by y is 0. */
function frontOfToy(): Point[] {
  return Array.from({ length: 281 }, (_, index) => {
    const x = -7 + index / 20;
    const share = (x / 7 + 1) / 2;
    let [low, high] = [-10, -8];
    for (let halving = 0; halving < 60; halving += 1) {
      const middle = (low + high) / 2;
      const [one, other] = evaluate([x, middle], 1).jacobian;
      const slope = share * (one?.[1] ?? 0) + (1 - share) * (other?.[1] ?? 0);
      if (slope > 0) high = middle;
      else low = middle;
    }
    return [x, (low + high) / 2];
  });
}
