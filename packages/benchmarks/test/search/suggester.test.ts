import { InvalidOptionError, parsePart } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import type { Space } from '../../src/search/dimension.ts';
import { gridSearch } from '../../src/search/grid.ts';
import { randomSearch } from '../../src/search/random.ts';
import { searches, searchFromConfig, type SearchName } from '../../src/search/registry.ts';
import { startSearch, type Suggester } from '../../src/search/suggester.ts';

const space: Space = [
  { name: 'rate', type: 'number', low: 1e-4, high: 1, scale: 'log' },
  { name: 'alpha', type: 'number', low: -1, high: 3, scale: 'linear' },
  { name: 'experts', type: 'integer', low: 2, high: 5, scale: 'linear' },
  { name: 'method', type: 'choice', values: ['a', 'b'] },
];
const problem = { space, seed: 3, mode: 'min' } as const;

/** A number that depends on all dimensions. */
function objective(values: Readonly<Record<string, unknown>>): number {
  const { rate, alpha, experts, method } = values as { rate: number; alpha: number; experts: number; method: string };
  return Math.log(rate) ** 2 + alpha ** 2 + experts + (method === 'a' ? 1 : 0);
}

/** Runs some suggestions; every seventh fails, every fifth is stopped early. */
function advance(suggester: Suggester, count: number): unknown[] {
  return Array.from({ length: count }, () => {
    const suggestion = suggester.ask();
    if (!suggestion) throw new Error('nothing left');
    const { id, values } = suggestion;
    const value = objective(values);
    suggester.tell(id, id % 7 === 6 ? 'failed' : id % 5 === 4 ? { value, stoppedAt: id } : value);
    return suggestion;
  });
}

describe.each(Object.keys(searches) as SearchName[])('%s', (name) => {
  const search = searchFromConfig({ kind: 'search', name, options: {} });

  it('is the same for the same seed, and another for another seed', () => {
    const all = advance(startSearch(search, problem), 30);
    expect(advance(startSearch(search, problem), 30)).toEqual(all);
    expect(advance(startSearch(search, { ...problem, seed: 4 }), 30)).not.toEqual(all);
  });

  it('goes on from JSON at any point as if it had not been stopped', () => {
    const whole = advance(startSearch(search, problem), 40);
    for (const stop of [0, 1, 9, 10, 11, 25]) {
      const first = startSearch(search, problem);
      const before = advance(first, stop);
      const asked = first.ask();
      const second = startSearch(search, problem, JSON.parse(JSON.stringify(first.state())));
      expect(second.running()).toEqual([asked]);
      const { id, values } = second.running()[0] as { id: number; values: Record<string, unknown> };
      const value = objective(values);
      second.tell(id, id % 7 === 6 ? 'failed' : id % 5 === 4 ? { value, stoppedAt: id } : value);
      expect([...before, asked, ...advance(second, 39 - stop)]).toEqual(whole);
    }
  });

  it('gives points of the space, also when none was told', () => {
    const suggester = startSearch(search, problem);
    const points = Array.from({ length: 50 }, () => suggester.ask()?.values);
    expect(suggester.running()).toHaveLength(50);
    for (const point of points) {
      expect(point?.rate).toSatisfy((rate: number) => rate >= 1e-4 && rate <= 1);
      expect(point?.alpha).toSatisfy((alpha: number) => alpha >= -1 && alpha <= 3);
      expect([2, 3, 4, 5]).toContain(point?.experts);
      expect(['a', 'b']).toContain(point?.method);
    }
    expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(50);
  });

  it('can be made again from its config', () => {
    const again = searchFromConfig(JSON.parse(JSON.stringify(search.config)));
    expect(again.config).toEqual(search.config);
    expect(advance(startSearch(again, problem), 20)).toEqual(advance(startSearch(search, problem), 20));
  });
});

describe('random search', () => {
  it('draws uniformly on the scale of each dimension', () => {
    const suggester = startSearch(randomSearch(), problem);
    const points = Array.from({ length: 4000 }, () => suggester.ask()?.values ?? {});
    // Four standard errors of a share of ½ or ¼ among 4000.
    const share = (holds: (point: Readonly<Record<string, unknown>>) => boolean): number =>
      points.filter(holds).length / 4000;
    expect(Math.abs(share(({ rate }) => Number(rate) < 1e-2) - 0.5)).toBeLessThan(0.032);
    expect(Math.abs(share(({ alpha }) => Number(alpha) < 0) - 0.25)).toBeLessThan(0.028);
    expect(Math.abs(share(({ experts }) => experts === 2) - 0.25)).toBeLessThan(0.028);
    expect(Math.abs(share(({ rate, alpha }) => Number(rate) < 1e-2 && Number(alpha) < 1) - 0.25)).toBeLessThan(0.028);
  });
});

describe('grid search', () => {
  it('visits every combination once, and then ends', () => {
    const search = gridSearch({ points: 3 });
    const suggester = startSearch(search, problem);
    const points = advance(suggester, 3 * 3 * 3 * 2);
    expect(search.size?.(space)).toBe(54);
    expect(new Set(points.map((point) => JSON.stringify((point as { values: unknown }).values))).size).toBe(54);
    expect(suggester.ask()).toBeUndefined();
    expect(suggester.running()).toEqual([]);
  });

  it('may keep the order of the space, the first dimension changing fastest', () => {
    const suggester = startSearch(gridSearch({ points: 2, shuffle: false }), { ...problem, space: space.slice(1, 3) });
    const points = Array.from({ length: 4 }, () => suggester.ask()?.values);
    expect(points).toEqual([
      { alpha: -1, experts: 2 },
      { alpha: 3, experts: 2 },
      { alpha: -1, experts: 5 },
      { alpha: 3, experts: 5 },
    ]);
  });

  it('refuses more points than anybody trains', () => {
    expect(() => startSearch(gridSearch({ points: 400 }), problem)).toThrow(
      'grid: option `points` must be so few that a grid has at most 1000000 points, received 400.',
    );
  });
});

describe('a running search', () => {
  it('takes outcomes in any order, each once', () => {
    const suggester = startSearch(randomSearch(), problem);
    for (let index = 0; index < 3; index += 1) suggester.ask();
    suggester.tell(2, 0.5);
    suggester.tell(0, 'failed');
    expect(suggester.running().map(({ id }) => id)).toEqual([1]);
    expect(() => {
      suggester.tell(2, 0.4);
    }).toThrow('search: option `id` must be of a suggestion without an outcome, received 2.');
    expect(() => {
      suggester.tell(3, 0.4);
    }).toThrow('search: option `id` must be the number of a suggestion, received 3.');
    expect(() => {
      suggester.tell(1, Number.NaN);
    }).toThrow('search: option `outcome` must be a finite number, { value, stoppedAt } or failed, received NaN.');
  });

  it.each([
    ['min', 1],
    ['max', 3],
  ] as const)('knows its best trial by %s, the first of equals', (mode, id) => {
    const suggester = startSearch(randomSearch(), { ...problem, mode });
    expect(suggester.best()).toBeUndefined();
    for (const outcome of ['failed', 1, { value: -9, stoppedAt: 1 }, 2, 2, 1] as const) {
      suggester.tell(suggester.ask()?.id ?? -1, outcome);
    }
    expect(suggester.best()?.id).toBe(id);
  });

  it('refuses the state of another search in one sentence', () => {
    const state = JSON.parse(JSON.stringify(startSearch(randomSearch(), problem).state())) as object;
    expect(() => startSearch(gridSearch(), problem, state)).toThrow('search: the state is of another search');
    expect(() => startSearch(randomSearch(), { ...problem, seed: 9 }, state)).toThrow('of another seed');
    expect(() => startSearch(randomSearch(), { ...problem, space: space.slice(1) }, state)).toThrow('of another space');
    const expected = 'search: expected the state of a search, received something else.';
    for (const bad of [
      null,
      [],
      'x',
      {},
      { ...state, trials: [{ id: 1, values: {} }] },
      { ...state, trials: [{ id: 0 }] },
    ]) {
      expect(() => startSearch(randomSearch(), problem, bad)).toThrow(expected);
    }
  });

  it('refuses an empty space, a bad seed and a bad mode', () => {
    expect(() => startSearch(randomSearch(), { ...problem, space: [] })).toThrow('of at least one dimension');
    expect(() => startSearch(randomSearch(), { ...problem, seed: 0.5 })).toThrow(InvalidOptionError);
    expect(() => startSearch(randomSearch(), { ...problem, mode: 'best' as never })).toThrow('one of min, max');
  });

  it('is named as on a command line, with the nearest name for an unknown one', () => {
    const config = { kind: 'search', ...parsePart('grid(points=3)') };
    expect(searchFromConfig(config).config.options).toEqual({ points: 3, shuffle: true });
    expect(() => searchFromConfig({ ...config, name: 'gird' })).toThrow('did you mean grid?');
    expect(() => searchFromConfig({ ...config, options: { point: 3 } })).toThrow('did you mean points?');
  });
});
