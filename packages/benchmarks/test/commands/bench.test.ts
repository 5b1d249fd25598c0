import { describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';

describe('equipoise bench', () => {
  it('lists what it can measure, each with an example', async () => {
    const { code, stdout } = await equipoise('bench', '--help');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Examples?:\n +equipoise bench/)]);
    const [, list = ''] = /Commands:\n([^]*?)\n\n/.exec(stdout) ?? [];
    const subcommands = [...list.matchAll(/^ {2}([\w-]+) /gm)].map(([, name = '']) => name);
    expect(subcommands).toEqual(expect.arrayContaining(['step', 'endurance', 'strategies']));
    for (const subcommand of subcommands.filter((name) => name !== 'help')) {
      const help = await equipoise('bench', subcommand, '--help');
      expect([help.code, help.stdout]).toEqual([
        0,
        expect.stringMatching(`Examples?:\n +equipoise bench ${subcommand}`),
      ]);
    }
  });

  it('refuses an unknown measurement', async () => {
    const { code, stderr } = await equipoise('bench', 'stp');
    expect([code, stderr]).toEqual([2, "unknown command 'stp' (Did you mean step?)\n"]);
    expect((await equipoise('frobnicate')).stderr).toBe("unknown command 'frobnicate' (see: equipoise --help)\n");
  });
});
