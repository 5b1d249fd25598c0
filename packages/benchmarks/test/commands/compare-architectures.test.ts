import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { plan } from '../../src/commands/compare-plan.ts';
import { trialsOf } from '../../src/study/slots.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-architectures-'));
afterAll(() => rmSync(folder, { recursive: true }));

const common = { engine: 'auto', threads: 1, seeds: 1, out: join(folder, 'out'), dataset: 'penguins' } as const;

it('several architectures are crossed with strategies', async () => {
  const architecture = 'separate,mmoe(experts=2),ple(levels=1,own=2)';
  const { studies } = await plan({ ...common, strategies: 'equal,pcgrad', architecture });
  expect(studies[0]?.arms.map(({ name }) => name)).toEqual(
    ['separate', 'mmoe(experts=2)', 'ple(levels=1,own=2)'].flatMap((name) => [`equal, ${name}`, `pcgrad, ${name}`]),
  );
  const together = studies.flatMap(trialsOf).filter(({ tasks }) => tasks.length > 1);
  expect(together.map(({ architecture: { name }, strategy }) => `${name} ${strategy}`)).toEqual(
    ['separate', 'mmoe', 'ple'].flatMap((name) => [`${name} equal`, `${name} pcgrad`]),
  );
});

it('several architectures are crossed with the usual strategies, and with those of a profile', async () => {
  const { studies } = await plan({ ...common, architecture: 'mmoe,stem' });
  expect(studies[0]?.arms).toHaveLength(2 * 3);
  const quick = await plan({ ...common, profile: 'quick' });
  const crossed = await plan({ ...common, profile: 'quick', architecture: 'mmoe,stem' });
  expect(crossed.studies[0]?.arms).toHaveLength(2 * (quick.studies[0]?.arms.length ?? NaN));
});

it('one architecture is that of the study, and arms keep their names', async () => {
  const { studies } = await plan({ ...common, strategies: 'equal', architecture: 'mmoe' });
  expect(studies[0]?.arms.map(({ name }) => name)).toEqual(['equal']);
  expect(studies[0]?.training.architecture.name).toBe('mmoe');
});

it.each(['mmoe', 'mmoe,stem'])('baselines are models of one encoder and one head, with %s', async (architecture) => {
  const trials = (await plan({ ...common, architecture })).studies.flatMap(trialsOf);
  const alone = trials.filter(({ tasks }) => tasks.length === 1);
  expect(new Set(alone.map((config) => config.architecture.name))).toEqual(new Set(['hard-sharing']));
});

it('an architecture that does not exist is refused with the nearest one', async () => {
  await expect(plan({ ...common, architecture: 'mmoe,mmeo' })).rejects.toThrow(/did you mean mmoe/);
});
