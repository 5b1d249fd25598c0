import type { AnyBalancer, PerTask } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  alignedMtl,
  cagrad,
  config,
  dualproj,
  edm,
  fairgrad,
  gradvac,
  imtlG,
  krum,
  mgda,
  nashMtl,
  pcgrad,
  upgrad,
} from '../../src/index.ts';
import {
  apart,
  combination,
  directionFor,
  type Jacobian,
  length,
  partsLength,
  product,
  weightsFor,
} from '../support/gradients.ts';
import { hardJacobians } from '../support/hard-jacobians.ts';

/** Strategies whose paper promises that no task is pushed uphill. */
const harmless: Record<string, AnyBalancer> = {
  upgrad: upgrad(),
  dualproj: dualproj(),
  mgda: mgda(),
  edm: edm(),
  'cagrad with c = 1': cagrad({ c: 1 }),
  'cagrad with c = 2': cagrad({ c: 2 }),
  'nash-mtl': nashMtl(),
  'fairgrad with α = ½': fairgrad({ alpha: 0.5 }),
  'fairgrad with α = 2': fairgrad({ alpha: 2 }),
};

/** Every strategy that answers from the gradients of one batch alone. */
const immediate: Record<string, AnyBalancer> = {
  ...harmless,
  cagrad: cagrad(),
  'imtl-g': imtlG(),
  config: config(),
  'aligned-mtl': alignedMtl(),
  krum: krum({ byzantineCount: 1, selectedCount: 2 }),
};

const ordered: Record<string, AnyBalancer> = {
  pcgrad: pcgrad({ order: 'ascending' }),
  gradvac: gradvac({ order: 'ascending' }),
};

const regular = hardJacobians({ decades: 3, singular: false });

/** By what power of a common factor the update grows. */
const degrees: Record<string, number> = { 'nash-mtl': 0, 'fairgrad with α = ½': 1 / 3, 'fairgrad with α = 2': -1 / 3 };

/** The gradients, each times a factor of its own. */
function scaled(jacobian: Jacobian, factors: PerTask): Jacobian {
  return jacobian.map((row, task) => row.map((value) => value * (factors[task] ?? 1)));
}

/** A factor for each task, over four decades. */
function factorsOf(jacobian: Jacobian, seed: number): number[] {
  return jacobian.map((_, task) => 10 ** (2 * Math.sin(seed + 7 * task)));
}

/** Runs a check on drawn gradients; the seed and the counterexample are printed when it fails. */
function each(jacobians: fc.Arbitrary<Jacobian>, check: (jacobian: Jacobian) => void, numRuns = 150): void {
  fc.assert(fc.property(jacobians, check), { numRuns });
}

describe('whatever the gradients are', () => {
  it.each(Object.entries(harmless))('%s conflicts with no task', (_, balancer) => {
    each(
      hardJacobians(),
      (jacobian) => {
        const weights = weightsFor(balancer, jacobian);
        const direction = combination(jacobian, weights);
        const rounding = 1e-9 * partsLength(jacobian, weights);
        for (const row of jacobian) expect(product(row, direction)).toBeGreaterThanOrEqual(-rounding * length(row));
      },
      400,
    );
  });

  it.each(Object.entries({ ...immediate, ...ordered }))('%s answers finite weights', (_, balancer) => {
    each(hardJacobians(), (jacobian) => {
      expect(weightsFor(balancer, jacobian).every(Number.isFinite)).toBe(true);
    });
  });
});

describe('where no gradient depends on others', () => {
  it.each(Object.entries(immediate))('%s is independent of the order of the tasks', (_, balancer) => {
    each(regular, (jacobian) => {
      const weights = weightsFor(balancer, jacobian);
      const reversed = [...weightsFor(balancer, [...jacobian].reverse())].reverse();
      expect(apart(reversed, weights)).toBeLessThan(1e-7);
    });
  });

  it.each(Object.entries({ ...immediate, ...ordered }))('%s scales its update with all gradients', (name, balancer) => {
    each(regular, (jacobian) => {
      for (const factor of [1e-9, 1e9]) {
        const update = directionFor(
          balancer,
          scaled(
            jacobian,
            jacobian.map(() => factor),
          ),
        );
        const expected = directionFor(balancer, jacobian).map((value) => value * factor ** (degrees[name] ?? 1));
        expect(apart(update, expected)).toBeLessThan(1e-7);
      }
    });
  });

  it.each(Object.entries({ upgrad: upgrad(), config: config(), ...ordered }))(
    '%s is linear in the scale of each gradient',
    (_, balancer) => {
      each(regular, (jacobian) => {
        const [one, other] = [factorsOf(jacobian, 1), factorsOf(jacobian, 2)];
        const both = directionFor(
          balancer,
          scaled(
            jacobian,
            one.map((factor, task) => 2 * factor + 3 * (other[task] ?? 0)),
          ),
        );
        const parts = [one, other].map((factors) => directionFor(balancer, scaled(jacobian, factors)));
        expect(apart(both, combination(parts, [2, 3]))).toBeLessThan(1e-7);
      });
    },
  );

  it.each(
    Object.entries({
      'nash-mtl': nashMtl(),
      'fairgrad with α = 1': fairgrad(),
      edm: edm(),
      config: config(),
      'imtl-g': imtlG(),
    }),
  )('%s goes the same way however long each gradient is', (_, balancer) => {
    each(regular, (jacobian) => {
      const [before, after] = [jacobian, scaled(jacobian, factorsOf(jacobian, 3))].map((rows) =>
        directionFor(balancer, rows),
      );
      const along = product(before ?? [], after ?? []) / length(before ?? []) / length(after ?? []);
      expect(along).toBeCloseTo(1, 10);
    });
  });

  it('two tasks are bisected by imtl-g, nash-mtl, fairgrad, config and edm', () => {
    each(
      regular.map((jacobian) => [
        jacobian[0] ?? [1],
        jacobian[1] ?? jacobian[0]?.map((value, column) => value * column + 1) ?? [1],
      ]),
      (pair) => {
        const units = pair.map((row) => row.map((value) => value / length(row)));
        const bisector = combination(units, [1, 1]);
        for (const balancer of [imtlG(), nashMtl(), fairgrad(), config(), edm()]) {
          const update = directionFor(balancer, pair);
          expect(product(update, bisector) / length(update) / length(bisector)).toBeCloseTo(1, 8);
        }
      },
    );
  });

  it('two tasks get twice the update of upgrad from pcgrad, and from gradvac at first', () => {
    each(
      regular.map((jacobian) => [
        jacobian[0] ?? [1],
        (jacobian[1] ?? jacobian[0] ?? [1]).map((value, column) => value - column),
      ]),
      (pair) => {
        const twice = directionFor(upgrad(), pair).map((value) => 2 * value);
        for (const balancer of [pcgrad(), gradvac()])
          expect(apart(directionFor(balancer, pair), twice)).toBeLessThan(1e-9);
      },
    );
  });
});
