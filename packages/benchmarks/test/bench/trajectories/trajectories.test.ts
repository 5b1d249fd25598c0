import { parseStrategy } from '@equipoise/weighting';
import { describe, expect, it } from 'vitest';

import { contours } from '../../../src/bench/trajectories/contours.ts';
import { outcomeTable } from '../../../src/bench/trajectories/outcome-table.ts';
import { trajectoriesHtml } from '../../../src/bench/trajectories/page.ts';
import { distanceToFront, type Point, type Problem } from '../../../src/bench/trajectories/problem.ts';
import { problems } from '../../../src/bench/trajectories/registry.ts';
import { findPaths } from '../../../src/bench/trajectories/study.ts';
import { type Trajectory, trajectory } from '../../../src/bench/trajectories/trajectory.ts';
import { quadraticEnds, toyReached, toyStuck } from './published.ts';

function problemOf(name: string): Problem {
  const found = problems.find((problem) => problem.name === name);
  if (!found) throw new Error(`There is no problem ${name}.`);
  return found;
}

function follow(problem: Problem, strategy: string, start: number, steps = problem.steps): Trajectory {
  return trajectory(problem, parseStrategy(strategy), problem.starts[start] ?? [0, 0], steps);
}

describe.each(problems.map((problem) => [problem.name, problem] as const))('the problem %s', (_, problem) => {
  const places: readonly Point[] = [...problem.starts, [-3.1, 2.3], [4.4, -6.2], [0.3, 0.7]];

  it('has the gradients of its losses', () => {
    // Central differences with a step of 10⁻⁶: right to about ten digits.
    const step = 1e-6;
    for (const [x, y] of places.filter(([, height]) => height !== 0)) {
      const { jacobian } = problem.evaluate([x, y]);
      jacobian.forEach((gradient, task) => {
        const loss = (point: Point): number => problem.evaluate(point).losses[task] ?? Number.NaN;
        const differences = [
          (loss([x + step, y]) - loss([x - step, y])) / (2 * step),
          (loss([x, y + step]) - loss([x, y - step])) / (2 * step),
        ];
        gradient.forEach((slope, axis) => expect(slope).toBeCloseTo(differences[axis] ?? Number.NaN, 5));
      });
    }
  });

  it('never falls below its infimum', () => {
    for (const point of [...places, ...problem.front]) {
      problem.evaluate(point).losses.forEach((loss, task) => {
        expect(loss).toBeGreaterThanOrEqual(problem.infimum[task] ?? Number.NaN);
      });
    }
  });

  it('has a front where the gradients are opposite, or one is 0', () => {
    for (const point of problem.front) {
      const [first = [0, 0], second = [0, 0]] = problem.evaluate(point).jacobian;
      const lengths = Math.hypot(...first) * Math.hypot(...second);
      const product = first[0] * second[0] + first[1] * second[1];
      expect(product).toBeLessThanOrEqual(1e-9);
      expect(Math.abs(product + lengths)).toBeLessThan(1e-6);
    }
  });
});

describe('quadratic problems', () => {
  const rows = Object.entries(quadraticEnds).flatMap(([name, ends]) =>
    Object.entries(ends).flatMap(([strategies, points]) =>
      strategies.split(' ').map((strategy) => [name, strategy, points] as const),
    ),
  );

  it.each(rows)('%s: %s ends where it was computed to end', (name, strategy, ends) => {
    const problem = problemOf(name);
    ends.forEach((expected, start) => {
      if (Number.isNaN(expected[0])) return;
      const { end } = follow(problem, strategy, start);
      expect(Math.hypot(end[0] - expected[0], end[1] - expected[1])).toBeLessThan(3e-5);
    });
  });

  // Towards the front our update tends to 0, so that the trajectory ends where it meets it; textbook code goes on along it.
  it('cqf: aligned-mtl ends on the front', () => {
    const problem = problemOf('cqf');
    for (const start of problem.starts.keys())
      expect(follow(problem, 'aligned-mtl', start).distance).toBeLessThan(5e-3);
  });
});

describe('the two-task toy', () => {
  const rows = Object.entries(toyReached).flatMap(([name, strategies]) =>
    Object.entries(strategies).map(([strategy, reached]) => [name, strategy, reached] as const),
  );

  it.each(rows)('%s: %s reaches the front when it was computed to, to one percent', (name, strategy, reached) => {
    const problem = problemOf(name);
    reached.forEach((expected, start) => {
      if (expected === null) return;
      const { reachedAt } = follow(problem, strategy, start, Math.ceil(1.02 * expected));
      expect(Math.abs((reachedAt ?? Number.NaN) - expected)).toBeLessThanOrEqual(0.01 * expected);
    });
  });

  it.each(Object.entries(toyStuck))('%s: some strategies hang in a ravine', (name, stuck) => {
    const problem = problemOf(name);
    for (const [strategy, start] of stuck) expect(follow(problem, strategy, start).reachedAt).toBeNull();
  });

  it('toy: the mean of the losses ends in the middle of the front', () => {
    const { end, losses } = follow(problemOf('toy'), 'equal', 1, 20_000);
    expect([end[0], end[1], ...losses]).toEqual([0, -8.355, -15.09, -15.09].map((value) => expect.closeTo(value, 2)));
  });

  // Where the gradient of s·q₁ + q₂ is 0: x = 7(s − 1)/(s + 1).
  it('toy-uneven: the sum of the losses ends at x = 7(s − 1)/(s + 1) = −5.727', () => {
    expect(follow(problemOf('toy-uneven'), 'equal', 1).end[0]).toBeCloseTo((7 * (0.1 - 1)) / (0.1 + 1), 2);
  });

  it('toy-uneven: famo ends nearest to the middle', () => {
    const { end, losses } = follow(problemOf('toy-uneven'), 'famo(weightDecay=0)', 0);
    expect(end[0]).toBeCloseTo(-0.41, 1);
    expect(losses).toEqual([expect.closeTo(-1.45, 1), expect.closeTo(-15.64, 1)]);
  });
});

describe('charts and tables of trajectories', () => {
  it('measures the distance of a point from the front', () => {
    expect(distanceToFront(problemOf('ewq'), [3, 4])).toBe(5);
    expect(distanceToFront(problemOf('hqf'), [-5, 2])).toBeCloseTo(2, 3); // The front is the segment y = 0.
  });

  it('draws circles as the lines of equal mean loss of x² + y²', () => {
    const lines = contours(problemOf('ewq'));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      const radii = line.map((point) => Math.hypot(...point));
      expect(Math.max(...radii) - Math.min(...radii)).toBeLessThan(0.05);
    }
  });

  it('says where rounding decides when the front is reached', () => {
    const problem = problemOf('toy-uneven');
    const fromTwo = { ...problem, starts: problem.starts.slice(0, 2) };
    const study = findPaths(fromTwo, { strategies: ['nash-mtl', 'pcgrad'], steps: 24_000, spread: 3 });
    const [bargaining = [], projecting = []] = outcomeTable(study).rows;
    expect(bargaining[2]).toMatch(/ at 14579$/);
    expect(projecting[2]).toMatch(/ at \d+–\d+( or not)?$/);
    expect(study.paths[1]?.arrivals.map(({ length: count }) => count)).toEqual([3, 3]);
  });

  it('names the strategies that reached the front, and those that refuse the problem', async () => {
    const strategies = ['upgrad', 'fixed(weights=[1,1,1])', 'graddrop'];
    const study = findPaths(problemOf('ewq'), { strategies, steps: 50 });
    const { head, rows } = outcomeTable(study);
    expect(head.slice(0, 3)).toEqual(['strategy', 'on the front', 'from (3, −2)']);
    expect(rows[0]?.slice(0, 3)).toEqual(['upgrad', '5 of 5', '(0.06, −0.04) at 38']);
    expect(rows[1]?.slice(0, 3)).toEqual(['fixed(weights=[1,1,1])', '–', 'refused']);
    expect(study.paths[1]?.refusal).toMatch(/^fixed: /);
    expect(study.paths[2]?.refusal).toBe('graddrop: has a gradient transform, which needs a model to train.');
    const html = await trajectoriesHtml([study]);
    expect(html).toContain('<td>(0.06, −0.04) at 38</td>');
    expect(html).toMatch(/<svg role="img" aria-label="Trajectories of upgrad: from/);
    expect(html).not.toContain('NaN');
  });
});
