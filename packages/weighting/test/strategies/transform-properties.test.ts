import type { AnyBalancer, PerTask } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { strategies } from '../../src/index.ts';
import { linearBatch } from '../../src/testing.ts';
import { apart, type Jacobian, length } from '../support/gradients.ts';
import { hardJacobians } from '../support/hard-jacobians.ts';
import { step } from '../support/transforms.ts';

const transformed = Object.entries<() => AnyBalancer>(strategies).filter(([, make]) => make().gradientTransform);

/** The direction of the first step where every batch has these gradients; losses of 1, 2, 3, … unless they are given. */
function directionOf(
  balancer: AnyBalancer,
  jacobian: Jacobian,
  losses: PerTask = jacobian.map((_, task) => task + 1),
): PerTask {
  const batches = () =>
    Array.from({ length: balancer.gradientTransform?.batchesPerStep ?? 1 }, () => linearBatch(losses, jacobian));
  return step(balancer, { jacobian, losses, batches }).direction;
}

/** The gradients and losses, each times a factor of its own. */
function scaled(jacobian: Jacobian, factors: PerTask): [Jacobian, PerTask] {
  return [
    jacobian.map((row, task) => row.map((value) => value * (factors[task] ?? 1))),
    factors.map((factor, task) => factor * (task + 1)),
  ];
}

function each(jacobians: fc.Arbitrary<Jacobian>, check: (jacobian: Jacobian) => void, numRuns = 40): void {
  fc.assert(fc.property(jacobians, check), { numRuns });
}

/** Where the order of the tasks matters: the first is the main one, or takes the first turn. */
const ordered = new Set(['bloop', 'm-config']);

const regular = hardJacobians({ decades: 3, singular: false });

describe('whatever the gradients are', () => {
  it.each(transformed)('%s gives a finite direction', (_, make) => {
    each(hardJacobians(), (jacobian) => {
      expect(directionOf(make(), jacobian)).toSatisfy((values: PerTask) => values.every(Number.isFinite));
    });
  });
});

describe('where no gradient depends on others', () => {
  it.each(transformed.filter(([name]) => !ordered.has(name)))(
    '%s is independent of the order of the tasks',
    (_, make) => {
      each(regular, (jacobian) => {
        const losses = jacobian.map((__, task) => task + 1);
        const turned = directionOf(make(), [...jacobian].reverse(), [...losses].reverse());
        expect(apart(turned, directionOf(make(), jacobian))).toBeLessThan(1e-3);
      });
    },
  );

  it.each(transformed.filter(([name]) => ['adatask', 'm-config', 'db-mtl'].includes(name)))(
    '%s is independent of the scale of all losses in its first step',
    (name, make) => {
      each(regular, (jacobian) => {
        const direction = directionOf(make(), jacobian);
        for (const factor of [10, 1e6]) {
          // Upwards: Adam's ε counts where gradients are tiny.
          const [rows, losses] = scaled(
            jacobian,
            jacobian.map(() => factor),
          );
          const steps = name === 'db-mtl' ? length(direction) : Math.sqrt(direction.length); // Of Adam: one in each parameter.
          expect(apart(directionOf(make(), rows, losses), direction, steps)).toBeLessThan(5e-2);
        }
      });
    },
  );
});
