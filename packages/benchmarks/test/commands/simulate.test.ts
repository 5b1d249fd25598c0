import { describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';

const line = ['simulate', '--trials', '200', '--workers', '20', '--seconds', '0.2'];

describe('equipoise simulate', () => {
  it('prints what it found, the same for the same seed', async () => {
    const [json, again, text] = await Promise.all([
      equipoise(...line, '--json'),
      equipoise(...line, '--json'),
      equipoise(...line),
    ]);
    expect(json.code).toBe(0);
    expect(json.stdout).toBe(again.stdout);
    const { outcome, breaks } = JSON.parse(json.stdout) as {
      readonly outcome: { readonly ended: object; readonly makespan: number; readonly ideal: number };
      readonly breaks: { readonly workers: number };
    };
    expect(outcome.ended).toEqual({ made: 200, failed: 0 });
    expect(outcome.makespan).toBeGreaterThan(outcome.ideal);
    expect(text.stdout).toContain('200 with a result, 0 failed');
    expect(text.stdout.replaceAll(/\s+/g, ' ')).toContain(`the queue breaks at ${breaks.workers} workers`);
  });

  it.each([
    ['--trials', '0', 'It must be a whole number of at least 1'],
    ['--trials', '2000000', 'option `trials` must be at most 1000000, received 2000000.'],
    ['--workers', '200000', 'option `workers` must be at most 100000, received 200000.'],
    ['--seconds', '0', 'It must be a number above 0'],
    ['--failures', '1.5', 'It must be from 0 to 1'],
    ['--deaths', '1', 'option `deaths` must be at most 1 together with --failures, received 1.'],
    ['--rates', 'nowhere.json', 'nowhere.json holds no rates of a queue'],
  ])('refuses %s %s in a sentence', async (option, value, sentence) => {
    const { code, stderr, stdout } = await equipoise('simulate', option, value);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  });
});
