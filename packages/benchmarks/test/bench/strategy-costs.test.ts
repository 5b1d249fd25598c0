import { describe, expect, it } from 'vitest';

import { type CostRow, measureCosts } from '../../src/bench/strategy-costs.ts';
import { costsText } from '../../src/bench/strategy-costs-text.ts';
import { weighMicroseconds } from '../../src/bench/weigh-time.ts';
import { workloadOf } from '../../src/bench/workloads/registry.ts';

describe('measureCosts', () => {
  it('measures each strategy in turns with equal weights, with few tasks and with many', async () => {
    const workloads = [2, 3].map((tasks) => ({ ...workloadOf('test', 'mlp-small', tasks), batch: 4 }));
    const brief = { engine: 'auto', threads: 1, steps: 3, warmUp: 2, rounds: 2 } as const;
    let pairs = 0;
    const rows = await measureCosts(workloads, {
      ...brief,
      strategies: ['famo', 'graddrop'],
      onPair: () => (pairs += 1),
    });
    expect(rows.map(({ strategy, tasks, published }) => [strategy, tasks, published])).toEqual([
      ['famo', 2, 1.18],
      ['graddrop', 2, null],
      ['famo', 3, 1.19],
      ['graddrop', 3, null],
    ]);
    expect(pairs).toBe(2 * 2 * 2);
    const [fewest, , most] = rows;
    expect([fewest?.growth, most?.growth]).toEqual([1, (most?.ms ?? 0) / (fewest?.ms ?? 0)]);
  });
});

describe('weighMicroseconds', () => {
  it('takes longer to solve for forty tasks than for two', () => {
    expect(weighMicroseconds('mgda', 40)).toBeGreaterThan(weighMicroseconds('mgda', 2) ?? Number.NaN);
  });

  it('is undefined for a strategy that runs in the graph', () => {
    expect(weighMicroseconds('graddrop', 2)).toBeNull();
  });
});

describe('costsText', () => {
  const row: CostRow = {
    workload: 'mlp-small',
    strategy: 'famo',
    needs: 'losses',
    engine: 'native',
    threads: 1,
    cores: 1,
    tasks: 2,
    ms: 0.5,
    equalMs: 0.4,
    ratio: 1.25,
    published: 1.18,
    weighUs: 5,
    weighShare: 0.01,
    growth: 1,
  };

  it('says which times another process disturbed, at most five of them by name', () => {
    expect(costsText([row], 100)).not.toContain('trust');
    expect(costsText([{ ...row, threads: 2, cores: 0.5 }], 100)).not.toContain('trust');
    const flat = (rows: readonly CostRow[]): string => costsText(rows, 100).replaceAll('\n', ' ');
    expect(flat([row, { ...row, tasks: 8, cores: 0.89 }])).toContain(
      'Do not trust the times of famo with 8 tasks: another process took the processor meanwhile.',
    );
    const many = [1, 2, 3, 4, 5, 6, 7].map((tasks) => ({ ...row, tasks, cores: 0.1 }));
    expect(flat(many)).toMatch(/the times of famo with 1 tasks, .*famo with 5 tasks and 2 more: another process/);
  });

  it('has a table for each number of tasks', () => {
    const inGraph = {
      strategy: 'graddrop',
      needs: 'jacobian',
      published: null,
      weighUs: null,
      weighShare: null,
    } as const;
    const rows = [row, { ...row, ...inGraph, tasks: 40, growth: 12.345 }];
    expect(costsText(rows, 100).split('\n').slice(0, 5)).toEqual([
      '2 tasks  looks at    ms  × equal  published  rule, µs  of step  growth',
      'famo       losses  0.50     1.25       1.18       5.0    1.0 %    1.00',
      '',
      '40 tasks  looks at    ms  × equal  published  rule, µs  of step  growth',
      'graddrop  jacobian  0.50     1.25          –         –        –   12.35',
    ]);
  });
});
