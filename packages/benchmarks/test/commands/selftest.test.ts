import { describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';

describe('equipoise selftest', () => {
  it('prints one JSON object with the truth, the scores and the rule', async () => {
    const size = ['--studies', '1', '--seeds', '2', '--truth-worlds', '2'];
    const { code, stdout } = await equipoise('selftest', '--sets', 'two-copies', ...size, '--jobs', '1', '--json');
    expect(code).toBe(0);
    const answer = JSON.parse(stdout) as { sets: { oneModel: { scores: Record<string, number> }[] }[] };
    expect(answer).toMatchObject({ studies: 1, seeds: 2, truthWorlds: 2, sets: [{ set: 'two-copies' }] });
    for (const { scores } of answer.sets[0]?.oneModel ?? []) {
      expect(Object.values(scores).reduce((sum, count) => sum + count, 0)).toBe(1);
    }
  });

  it('refuses a set that there is not, in one sentence', async () => {
    const { code, stdout, stderr } = await equipoise('selftest', '--sets', 'two-copies,three-copies');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^selftest: option `sets` must be of two-copies, .*, received "three-copies"\.\n$/);
  });
});
