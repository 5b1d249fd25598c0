import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { randomSearch } from '../../../src/search/random.ts';
import type { Search } from '../../../src/search/search.ts';
import { startSearch } from '../../../src/search/suggester.ts';
import { tpeSearch } from '../../../src/search/tpe/tpe.ts';
import { pairedInterval } from '../../../src/statistics/paired-interval.ts';
import { summarise } from '../../../src/statistics/summary.ts';
import { functions, type TestFunction } from './functions.ts';

/** The best values that Optuna's samplers reached, one for each seed. */
interface Optuna {
  readonly trials: number;
  readonly reached: Readonly<Record<string, { readonly tpe: readonly number[]; readonly random: readonly number[] }>>;
}

const optuna = JSON.parse(readFileSync(new URL('../../fixtures/tpe.json', import.meta.url), 'utf8')) as Optuna;
const seeds = Array.from({ length: 30 }, (_, seed) => seed);

/** The best value after each of some trials, of which several run at a time. */
function reached(
  search: Search,
  { space, value }: TestFunction,
  run: { seed: number; trials: number; atOnce?: number },
): readonly number[] {
  const { seed, trials, atOnce = 1 } = run;
  const best: number[] = [];
  const suggester = startSearch(search, { space, seed, mode: 'min' });
  for (let done = 0; done < trials; done += atOnce) {
    const asked = Array.from({ length: atOnce }, () => suggester.ask());
    for (const each of asked) {
      if (each) suggester.tell(each.id, value(each.values));
      best.push(suggester.best()?.outcome as number);
    }
  }
  return best;
}

function last(best: readonly number[]): number {
  return best.at(-1) ?? NaN;
}

/** log₁₀ of how far above the lowest value a value is. */
function logOf(value: number, lowest: number): number {
  return Math.log10(Math.max(1e-6, value - lowest));
}

/** Whether values are lower than others, seed by seed, at a confidence of 99 %. */
function areLower(values: readonly number[], others: readonly number[], lowest: number): boolean {
  const differences = values.map((value, seed) => logOf(value, lowest) - logOf(others[seed] ?? 0, lowest));
  return pairedInterval(differences, 0.99).high < 0;
}

describe.each(Object.entries<TestFunction>(functions))('on %s', (name, fn) => {
  const theirs = optuna.reached[name] ?? { tpe: [], random: [] };
  const all = (search: Search, run: { trials: number; atOnce?: number }): (readonly number[])[] =>
    seeds.map((seed) => reached(search, fn, { seed, ...run }));
  const [ours, uniform] = [all(tpeSearch(), { trials: 100 }), all(randomSearch(), { trials: 100 })];

  it('tpe is better than random search', () => {
    expect(areLower(ours.map(last), uniform.map(last), fn.lowest)).toBe(true);
  });

  it('tpe is better than random search with eight trials at a time', () => {
    const [a, b] = [tpeSearch(), randomSearch()].map((search) => all(search, { trials: 104, atOnce: 8 }).map(last));
    expect(areLower(a ?? [], b ?? [], fn.lowest)).toBe(true);
  });

  it.each([
    ['tpe', ours, theirs.tpe],
    ['random search', uniform, theirs.random],
  ] as const)("%s reaches what Optuna's does, within the spread of seeds", (_, runs, expected) => {
    expect(expected).toHaveLength(seeds.length);
    const [a, b] = [runs.map((best) => best[optuna.trials - 1] ?? NaN), expected].map((values) =>
      summarise(values.map((v) => logOf(v, fn.lowest))),
    );
    const error = Math.hypot(a?.sd ?? 0, b?.sd ?? 0) / Math.sqrt(seeds.length);
    expect(Math.abs((a?.mean ?? 0) - (b?.mean ?? 0))).toBeLessThan(3 * error);
  });
});

describe('tpe', () => {
  const { space } = functions.mixed;

  it('maximises as it minimises the negative', () => {
    const down = startSearch(tpeSearch(), { space, seed: 1, mode: 'min' });
    const up = startSearch(tpeSearch(), { space, seed: 1, mode: 'max' });
    for (let trial = 0; trial < 30; trial += 1) {
      const [a, b] = [down.ask(), up.ask()];
      expect(b).toEqual(a);
      down.tell(trial, functions.mixed.value(a?.values ?? {}));
      up.tell(trial, -functions.mixed.value(b?.values ?? {}));
    }
  });

  it('learns nothing from failed trials, and ranks stopped ones below whole ones', () => {
    const at = (
      told: (id: number, value: number) => number | 'failed' | { value: number; stoppedAt: number },
    ): unknown => {
      const suggester = startSearch(tpeSearch({ startup: 5 }), { space, seed: 2, mode: 'min' });
      for (let trial = 0; trial < 20; trial += 1) {
        const { id, values } = suggester.ask() ?? { id: 0, values: {} };
        suggester.tell(id, told(id, functions.mixed.value(values)));
      }
      return suggester.ask()?.values;
    };
    const uniform = startSearch(randomSearch(), { space, seed: 2, mode: 'min' });
    const drawn = Array.from({ length: 21 }, () => uniform.ask()?.values);
    expect(at(() => 'failed')).toEqual(drawn[20]); // It is still at its start.
    const whole = at((_, found) => found);
    expect(at((_, found) => ({ value: found, stoppedAt: 3 }))).toEqual(whole); // All alike: by value.
    expect(at((id, found) => (id % 2 ? { value: found - 100, stoppedAt: id } : found))).not.toEqual(whole);
  });

  it('counts trials that run as bad unless told otherwise', () => {
    const points = [true, false].map((liar) => {
      const suggester = startSearch(tpeSearch({ liar }), { space, seed: 4, mode: 'min' });
      for (let trial = 0; trial < 30; trial += 1)
        suggester.tell(trial, functions.mixed.value(suggester.ask()?.values ?? {}));
      return Array.from({ length: 20 }, () => suggester.ask()?.values);
    });
    expect(points[0]?.[0]).toEqual(points[1]?.[0]); // Nothing runs yet.
    expect(points[0]).not.toEqual(points[1]);
    const rates = points.map((of) => summarise(of.map((point) => Math.log10(Number(point?.rate)))).sd);
    expect(rates[0]).toBeGreaterThan(rates[1] ?? 0);
  });

  it('asks for points that differ while none is told, also after the start', () => {
    const suggester = startSearch(tpeSearch(), { space, seed: 3, mode: 'min' });
    for (let trial = 0; trial < 12; trial += 1)
      suggester.tell(trial, functions.mixed.value(suggester.ask()?.values ?? {}));
    const points = Array.from({ length: 20 }, () => JSON.stringify(suggester.ask()?.values));
    expect(new Set(points).size).toBe(20);
  });

  it('comes near the lowest value in 300 trials', () => {
    const suggester = startSearch(tpeSearch(), { space, seed: 3, mode: 'min' });
    for (let trial = 0; trial < 300; trial += 1)
      suggester.tell(trial, functions.mixed.value(suggester.ask()?.values ?? {}));
    expect(suggester.best()?.outcome).toBeLessThan(0.05);
  });
});
