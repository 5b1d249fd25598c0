import type { Point, Problem } from '../bench/trajectories/problem.ts';
import { findPaths, type Paths } from '../bench/trajectories/study.ts';
import { toy, toyUneven } from '../bench/trajectories/toy.ts';
import { type Figure, figureOf } from './figure.ts';
import type { Findings, Reproduction } from './reproduction.ts';

/** Trajectories from each start, beside each other by multiples of 10⁻¹³: in a ravine rounding decides. */
const beside = 3;

/** The least mean loss of the even toy. */
const optimum: Point = [0, -8.3552];

/** The toy that papers draw: which strategies reach the Pareto front. */
export const twoTaskToy: Reproduction = {
  name: 'two-task-toy',
  title: 'The two-task toy: who reaches the Pareto front',
  paper: {
    claim:
      'From three starts, gradient descent on the mean loss is stuck from two, while MGDA, PCGrad and CAGrad reach the front, CAGrad the least mean loss ' +
      '(CAGrad). With the first loss a tenth as large, Nash-MTL and FAMO reach the front from five starts; the sum of the losses does not from all.',
    sources: [
      { text: 'B. Liu et al. CAGrad. NeurIPS 2021, figure 1 and toy.py', url: 'https://arxiv.org/abs/2110.14048' },
      { text: 'A. Navon et al. Nash-MTL. ICML 2022, figure 1', url: 'https://arxiv.org/abs/2202.01017' },
      { text: 'B. Liu et al. FAMO. NeurIPS 2023, figure 2', url: 'https://arxiv.org/abs/2306.03792' },
    ],
  },
  minutes: 0.5,
  seeds: 0,
  run: () => Promise.resolve(findings()),
};

function findings(): Findings {
  const steps = [toy, toyUneven].map((problem) => problem.steps.toLocaleString('en'));
  return {
    settings: [
      `${steps[0]} steps of Adam (0.001) from 3 starts; ${steps[1]} from 5 starts with the first loss a tenth as large.`,
      'A place is on the front when it is within 0.05 of the line that the papers draw, as their figures cannot tell more.',
      `The interval is the range over ${beside} trajectories from each start, beside each other by multiples of 10⁻¹³.`,
    ],
    departures: [
      'The papers draw trajectories and print no numbers: the published counts are read off their figures and captions.',
      'Gradients are exact and in double precision; the papers use single precision. In a ravine the last digits decide when a trajectory leaves.',
    ],
    figures: [...evenFigures(beside), ...unevenFigures(beside)],
  };
}

/** The toy of CAGrad. */
function evenFigures(spread: number): readonly Figure[] {
  const { paths } = findPaths(toy, { strategies: ['equal', 'mgda', 'pcgrad', 'cagrad'], spread });
  return [
    ...paths.map((each) => {
      const count = each.strategy === 'equal' ? 1 : 3;
      return reachedFigure(toy, each, { text: `${count} of 3`, low: count, high: count });
    }),
    distanceFigure(paths.find(({ strategy }) => strategy === 'cagrad')),
  ];
}

/**
 * The toy of Nash-MTL and FAMO.
 *
 * @param spread - Trajectories from each start.
 */
export function unevenFigures(spread: number): readonly Figure[] {
  const { paths } = findPaths(toyUneven, { strategies: ['equal', 'nash-mtl', 'famo(weightDecay=0)'], spread });
  return paths.map((each) => {
    const all = { text: '5 of 5', low: 5, high: 5 };
    return reachedFigure(toyUneven, each, each.strategy === 'equal' ? { text: 'not all of 5', low: 0, high: 4 } : all);
  });
}

/** From how many starts a strategy comes to the front: the first trajectory of each, and the least and most of those beside it. */
function reachedFigure(problem: Problem, { strategy, arrivals }: Paths, published: Figure['published']): Figure {
  const trajectories = Math.max(...arrivals.map((steps) => steps.length));
  const counts = Array.from(
    { length: trajectories },
    (_, index) => arrivals.filter((steps) => (steps[index] ?? null) !== null).length,
  );
  const late = arrivals.flatMap((steps, start) => (steps.includes(null) ? [start + 1] : []));
  return figureOf({
    table: `starts from which the front is reached: ${problem.name}`,
    name: strategy,
    unit: '',
    decimals: 0,
    published,
    ours: { estimate: counts[0] ?? Number.NaN, low: Math.min(...counts), high: Math.max(...counts) },
    interval: 'range over trajectories beside each other',
    values: counts,
    because: `${counts.join(', ')} of the trajectories beside each other reach it; start ${late.join(', ')} does not within ${problem.steps} steps`,
  });
}

/** How far the ends of a strategy are from the least mean loss. */
function distanceFigure(paths: Paths | undefined): Figure {
  const distances = (paths?.trajectories ?? []).map(({ end }) => Math.hypot(end[0] - optimum[0], end[1] - optimum[1]));
  const furthest = Math.max(...distances);
  return figureOf({
    table: 'distance of the ends from the least mean loss: toy',
    name: 'cagrad, the furthest of 3',
    unit: '',
    decimals: 3,
    published: { text: 'reaches it', low: 0, high: 0.1 },
    ours: { estimate: furthest, low: Math.min(...distances), high: furthest },
    interval: 'range over the starts',
    values: distances,
    because: `the ends are ${distances.map((each) => each.toFixed(3)).join(', ')} away`,
  });
}
