import { expect, it, vi } from 'vitest';

it('runs the example of a custom strategy', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await import(new URL('../../../examples/custom-strategy.ts', import.meta.url).href);
  expect(log.mock.calls).toEqual([[[1, 0.25]], [[0, expect.closeTo(1 / 3.8, 12)]]]);
  log.mockRestore();
});
