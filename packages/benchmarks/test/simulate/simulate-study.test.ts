import { describe, expect, it } from 'vitest';

import { attempts, backoff, maxStalledCount } from '../../src/queue/queue-settings.ts';
import { simulateStudy } from '../../src/simulate/simulate-study.ts';
import { measuredRates } from '../../src/simulate/measured-rates.ts';
import { ratesOf } from '../support/queue-rates.ts';

const plain = {
  trials: 10,
  workers: 3,
  seconds: 7,
  failures: 0,
  deaths: 0,
  deadAfter: 30,
  seed: 0,
  rates: ratesOf({}),
};

describe('a simulated study', () => {
  it('takes whole rounds of trials when operations take no time', () => {
    const { makespan, ideal, utilisation, ended } = simulateStudy(plain);
    expect([makespan, ideal]).toEqual([28, 28]); // ⌈10 / 3⌉ rounds of 7 s
    expect(utilisation).toBeCloseTo(70 / (3 * 28), 12);
    expect(ended).toEqual({ made: 10, failed: 0 });
  });

  it('takes as long as two workers and a slow server do on paper', () => {
    const rates = ratesOf({ take: [1, 0], finish: [0.5, 0], collect: [0, 0.25] });
    const { makespan, queue } = simulateStudy({ ...plain, trials: 4, workers: 2, seconds: 10, rates });
    // Taken at 1 and 2; given back at 11.5 and 12.5, with the next trial; at 22 and 23; the last result is kept at 23.25.
    expect(makespan).toBeCloseTo(23.25, 12);
    expect(queue.busy).toBeCloseTo((2 * 1 + 4 * 0.5) / 23.25, 12);
  });

  it('makes one trial per service time of a server that all workers wait for', () => {
    const rates = ratesOf({ finish: [2, 0] });
    const { makespan } = simulateStudy({ ...plain, trials: 100, workers: 10, seconds: 1, rates });
    expect(makespan).toBeCloseTo(1 + 100 * 2, 9);
  });

  it('puts trials into the queue one after the other', () => {
    const rates = ratesOf({ add: [0, 0.5] });
    const { makespan, coordinator } = simulateStudy({ ...plain, trials: 8, workers: 8, seconds: 1, rates });
    expect(makespan).toBeCloseTo(8 * 0.5 + 1, 12);
    expect(coordinator.busy).toBeCloseTo(4 / 5, 12);
  });

  it.each([0, 1, 2])('ends every trial once, seed %i', (seed) => {
    const { ended } = simulateStudy({
      ...plain,
      trials: 500,
      workers: 40,
      failures: 0.4,
      deaths: 0.1,
      seed,
      rates: measuredRates,
    });
    expect(ended.made + ended.failed).toBe(500);
    expect(ended.failed).toBeGreaterThan(0);
  });

  it('repeats as many trials as the shares of failures say', () => {
    const trials = 4000;
    const { ended, repeats } = simulateStudy({ ...plain, trials, workers: 100, failures: 0.5 });
    const [failed, repeated] = [trials * 0.5 ** attempts, trials * (0.5 + 0.25 + 0.125 + 0.0625)];
    expect(Math.abs(ended.failed - failed)).toBeLessThan(5 * Math.sqrt(failed));
    expect(Math.abs(repeats.failures - repeated)).toBeLessThan(5 * Math.sqrt(2 * repeated));
  });

  it('gives a trial that always fails up, after the back-off of each attempt', () => {
    const { ended, repeats, makespan } = simulateStudy({ ...plain, trials: 1, workers: 1, seconds: 1e-6, failures: 1 });
    expect(ended).toEqual({ made: 0, failed: 1 });
    expect(repeats.failures).toBe(attempts - 1);
    expect(makespan).toBeCloseTo(((2 ** (attempts - 1) - 1) * backoff.delay) / 1000, 4);
  });

  it('gives a trial whose machine always dies up, after the stalls that are allowed', () => {
    const { ended, repeats, makespan } = simulateStudy({ ...plain, trials: 1, workers: 1, seconds: 0.001, deaths: 1 });
    expect(ended).toEqual({ made: 0, failed: 1 });
    expect(repeats.deaths).toBe(maxStalledCount);
    expect(makespan).toBeCloseTo((maxStalledCount + 1) * 30, 9); // The search comes just when the lock of 30 s ends.
  });

  it('comes to the same twice, and to something else with another seed', () => {
    const faulty = { ...plain, trials: 300, workers: 20, failures: 0.2, rates: measuredRates };
    expect(simulateStudy(faulty)).toEqual(simulateStudy(faulty));
    expect(simulateStudy(faulty).makespan).not.toBe(simulateStudy({ ...faulty, seed: 1 }).makespan);
  });

  it('counts what goes on meanwhile: renewals, reports and looks', () => {
    const { queue } = simulateStudy({ ...plain, trials: 1, workers: 1, seconds: 60 });
    // Add, take, finish, hear of the end, collect; 60 s hold 8 renewals, 120 reports, each heard, and looks from 3 s on.
    expect(Math.abs(queue.operations - (5 + 8 + 2 * 120 + 19))).toBeLessThanOrEqual(4);
  });
});
