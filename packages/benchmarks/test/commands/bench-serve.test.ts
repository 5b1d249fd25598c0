import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { equipoise } from '../support/equipoise.ts';

const row = z.strictObject({
  side: z.enum(['shared', 'separate', 'plain']),
  tasks: z.number(),
  clients: z.number(),
  perSecond: z.number().positive(),
  ratio: z.number().positive(),
  median: z.number().positive(),
  p99: z.number().positive(),
  lost: z.number(),
});

describe('equipoise bench serve', () => {
  it('measures all sides, and loses no request', async () => {
    const few = ['--tasks', '2', '--clients', '4', '--seconds', '1', '--rounds', '1'];
    const { code, stdout, stderr } = await equipoise('bench', 'serve', ...few, '--json');
    expect([code, stderr]).toEqual([0, expect.anything()]);
    const { rows } = z.object({ rows: z.array(row) }).parse(JSON.parse(stdout));
    expect(rows.map(({ side, lost }) => [side, lost])).toEqual([
      ['shared', 0],
      ['separate', 0],
      ['plain', 0],
    ]);
    expect(rows[2]?.ratio).toBe(1);
    for (const { median, p99 } of rows) expect(p99).toBeGreaterThanOrEqual(median);
  });
});
