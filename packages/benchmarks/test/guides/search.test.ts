import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it, vi } from 'vitest';

import { randomSearch } from '../../src/search/random.ts';
import { searches } from '../../src/search/registry.ts';
import type { Search } from '../../src/search/search.ts';
import { startSearch, type Suggester } from '../../src/search/suggester.ts';
import { functions } from '../search/tpe/functions.ts';

const root = join(import.meta.dirname, '../../../..');
const guide = readFileSync(join(root, 'docs/guides/search.md'), 'utf8');
const example = (name: string): Promise<unknown> =>
  import(new URL(`../../../../examples/${name}.ts`, import.meta.url).href);

const { space } = functions.mixed;

/** Runs some trials; gives their points. */
function advance(suggester: Suggester, count: number): unknown[] {
  return Array.from({ length: count }, () => {
    const { id, values } = suggester.ask() ?? { id: -1, values: {} };
    suggester.tell(id, functions.mixed.value(values));
    return values;
  });
}

describe('the guide to searches', () => {
  const printed: unknown[][] = [];

  beforeAll(async () => {
    const log = vi.spyOn(console, 'log').mockImplementation((...values) => void printed.push(values));
    await example('search');
    log.mockRestore();
  });

  it('tunes penguins to far less than the loss of the best constant, and stops trials early', () => {
    const [[stopped] = [], [, best] = []] = printed;
    const { outcome, values } = best as { outcome: number; values: Readonly<Record<string, number>> };
    expect(outcome).toBeLessThan(0.5); // The best constant prediction has 1.
    expect(Object.keys(values)).toEqual(['optimizer.weightDecay', 'strategy.temperature', 'learningRate']);
    expect(Number.parseInt(String(stopped), 10)).toBeGreaterThan(0);
    expect(Number.parseInt(String(stopped), 10)).toBeLessThan(12);
  });

  it('names every search', () => {
    const named = [...guide.matchAll(/^\| `(\w+)Search\(\)`/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(searches));
  });
});

describe('the hand-written search of the guide', () => {
  let hillClimb: Search;

  beforeAll(async () => {
    ({ hillClimb } = (await example('hill-climb')) as { hillClimb: Search });
  });

  it('resumes exactly', () => {
    const problem = { space, seed: 5, mode: 'min' } as const;
    const whole = advance(startSearch(hillClimb, problem), 30);
    const first = startSearch(hillClimb, problem);
    const before = advance(first, 13);
    const again = startSearch(hillClimb, problem, JSON.parse(JSON.stringify(first.state())));
    expect([...before, ...advance(again, 17)]).toEqual(whole);
  });

  it('is better than random search for most seeds', () => {
    const best = (search: Search, seed: number): number => {
      const suggester = startSearch(search, { space, seed, mode: 'min' });
      advance(suggester, 60);
      return Number(suggester.best()?.outcome);
    };
    const seeds = Array.from({ length: 20 }, (_, seed) => seed);
    const wins = seeds.filter((seed) => best(hillClimb, seed) < best(randomSearch(), seed));
    expect(wins.length).toBeGreaterThanOrEqual(16); // By chance: 0.006.
  });
});
