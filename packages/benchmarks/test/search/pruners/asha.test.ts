import { random } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { asha } from '../../../src/search/pruners/asha.ts';
import type { PrunerRun } from '../../../src/search/pruners/pruner.ts';
import { prunerFromConfig } from '../../../src/search/pruners/registry.ts';

/** Runs trials one step each in turn; what each has as its last step. */
function race(run: PrunerRun, curves: readonly ((step: number) => number)[], max: number): number[] {
  const last = curves.map(() => 0);
  const alive = new Set(curves.keys());
  for (let step = 1; step <= max; step += 1) {
    for (const index of alive) {
      last[index] = step;
      if (run.report(`trial ${index}`, step, curves[index]?.(step) ?? 0) === 'stop') alive.delete(index);
    }
  }
  return last;
}

describe('asha', () => {
  it('decides at the steps r ηᵏ⁺ˢ and at no others', () => {
    const pruner = asha({ min: 2, eta: 3, skip: 1 });
    for (const [step, decisions] of [
      [1, 0],
      [5, 0],
      [6, 1],
      [17, 1],
      [18, 2],
      [53, 2],
      [54, 3],
    ] as const) {
      const run = pruner.start('min');
      expect(run.report('good', step, 0)).toBe('continue');
      expect(run.state()).toEqual({
        rungs: Array.from({ length: decisions }, () => [{ trial: 'good', value: 0, decision: 'continue' }]),
      });
      expect(run.report('bad', step, 1)).toBe(decisions > 0 ? 'stop' : 'continue');
    }
  });

  it('lets the best one in η of those that came before go on, worked by hand', () => {
    const run = asha({ eta: 3 }).start('min');
    // Of n values the best max(1, ⌊n/3⌋) go on.
    const values = [5, 6, 4, 4.5, 7, 4.2, 4.1, 9, 4.3];
    const decisions = values.map((value, index) => run.report(`t${index}`, 1, value));
    expect(decisions).toEqual([
      'continue', // Best of 1.
      'stop', // Second of 2.
      'continue', // Best of 3.
      'stop', // Second of 4.
      'stop',
      'continue', // Second of 6.
      'continue', // Second of 7.
      'stop',
      'stop', // Fourth of 9, where three go on.
    ]);
  });

  it('makes few trials whole: about one in η for each decision', () => {
    const draws = random(1);
    const curves = Array.from({ length: 270 }, () => {
      const quality = draws.next();
      return () => quality;
    });
    const last = race(asha({ eta: 3 }).start('max'), curves, 27);
    const reached = [1, 3, 9, 27].map((step) => last.filter((each) => each >= step).length);
    expect(reached[0]).toBe(270);
    for (const [index, count] of [90, 30, 10].entries()) {
      // Early ones are compared with few, so that more go on than one in η.
      expect(reached[index + 1]).toBeGreaterThanOrEqual(count * 0.8);
      expect(reached[index + 1]).toBeLessThanOrEqual(count * 1.6);
    }
    const best = curves
      .map((curve) => curve())
      .reduce((top, value, index, all) => (value > (all[top] ?? 0) ? index : top), 0);
    expect(last[best]).toBe(27);
  });

  it('never stops the best value of a rung, and so never everything', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 2, max: 5 }),
        fc.constantFrom('min' as const, 'max' as const),
        (values, eta, mode) => {
          const run = asha({ eta }).start(mode);
          const last = race(
            run,
            values.map((value) => () => value),
            30,
          );
          const best = mode === 'min' ? Math.min(...values) : Math.max(...values);
          expect(last[values.indexOf(best)]).toBe(30);
        },
      ),
    );
  });

  it('goes on from JSON as if it had not been stopped, and answers repeated reports alike', () => {
    const draws = random(7);
    const curves = Array.from({ length: 40 }, () => {
      const [start, slope] = [draws.next(), draws.next()];
      return (step: number) => start - (slope * step) / 30;
    });
    const whole = race(asha().start('min'), curves, 64);
    const run = asha().start('min');
    const first = race(run, curves, 9);
    const again = asha().start('min', JSON.parse(JSON.stringify(run.state())));
    expect(race(again, curves, 9)).toEqual(first);
    expect(race(again, curves, 64)).toEqual(whole);
    expect(new Set(whole).size).toBeGreaterThan(2);
  });

  it('stops a trial whose value is not finite, and keeps it out of the comparison', () => {
    const run = asha().start('min');
    expect(run.report('a', 1, Number.NaN)).toBe('stop');
    expect(run.report('b', 1, Number.NEGATIVE_INFINITY)).toBe('stop');
    expect(run.report('c', 1, 5)).toBe('continue');
  });

  it('refuses what is no state of it, and unknown names, in one sentence', () => {
    for (const state of [null, [], 'x', { rungs: [[{ trial: 1, value: 2, decision: 'stop' }]] }, { rungs: 1 }]) {
      expect(() => asha().start('min', state)).toThrow(
        'asha: expected the state of this pruner, received something else.',
      );
    }
    expect(() => prunerFromConfig({ kind: 'pruner', name: 'asah', options: {} })).toThrow('did you mean asha?');
    const { config } = prunerFromConfig({ kind: 'pruner', name: 'asha', options: { eta: 3 } });
    expect(config.options).toEqual({ min: 1, eta: 3, skip: 0 });
  });
});
