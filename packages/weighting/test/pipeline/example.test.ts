import { expect, it, vi } from 'vitest';

it('runs the example of a pipeline', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await import(new URL('../../../../examples/pipeline.ts', import.meta.url).href);
  const [[needs, weights], second] = log.mock.calls as [[string, number[]], unknown];
  log.mockRestore();
  expect([needs, weights]).toEqual(second);
  expect(needs).toBe('gramian');
  // |d|² = 16w₁² − 2w₁w₂ + w₂².
  const [first = 0, other = 0] = weights;
  expect(Math.sqrt(16 * first ** 2 - 2 * first * other + other ** 2)).toBeLessThanOrEqual(1 + 1e-12);
});
