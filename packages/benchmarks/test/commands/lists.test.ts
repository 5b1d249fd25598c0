import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { architectures, metrics, optimizers, taskKinds } from '@equipoise/core';
import { cards, parseStrategy, splitStrategies } from '@equipoise/weighting';
import { describe, expect, it } from 'vitest';

import { type StrategiesArguments, strategiesText } from '../../src/commands/list-strategies.ts';
import { version } from '../../src/version.ts';
import { pruners } from '../../src/search/pruners/registry.ts';
import { searches } from '../../src/search/registry.ts';
import { equipoise } from '../support/equipoise.ts';

/** The names that files of a package give: one file a data set, one a strategy. */
function namesIn(folder: string): readonly string[] {
  const files = readdirSync(join(import.meta.dirname, '../../..', folder));
  return files.map((file) => file.replace(/\.ts$/, '')).filter((name) => name !== 'registry');
}

describe('equipoise datasets and strategies', () => {
  it.each([
    ['datasets', 'datasets/src/loaders'],
    ['strategies', 'weighting/src/strategies'],
  ])('%s --json prints one object with every one of them', async (command, folder) => {
    const { code, stdout, stderr } = await equipoise(command, '--json');
    const listed = JSON.parse(stdout) as Record<string, readonly { name: string }[]>;
    expect(listed[command]?.map(({ name }) => name).sort()).toEqual([...namesIn(folder)].sort());
    expect([code, stderr]).toEqual([0, '']);
  });

  it.each(['datasets', 'strategies'])('%s keeps to 100 columns, addresses aside', async (command) => {
    const { code, stdout } = await equipoise(command);
    const wide = stdout.split('\n').filter((line) => line.length > 100 && !/\S{60}/.test(line));
    expect([code, wide]).toEqual([0, []]);
  });

  it('prints its version', async () => {
    expect(await equipoise('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('equipoise parts', () => {
  it('lists every part of every registry', async () => {
    const { code, stdout } = await equipoise('parts', '--json');
    const { parts } = JSON.parse(stdout) as { parts: readonly { kind: string; name: string }[] };
    const named = (kind: string): string[] => parts.filter((part) => part.kind === kind).map(({ name }) => name);
    expect(named('optimizer')).toEqual(Object.keys(optimizers));
    expect(named('metric')).toEqual(Object.keys(metrics));
    expect(named('kind of task')).toEqual(Object.keys(taskKinds));
    expect(named('architecture')).toEqual(Object.keys(architectures));
    expect(named('search')).toEqual(Object.keys(searches));
    expect(named('pruner')).toEqual(Object.keys(pruners));
    const { stdout: text } = await equipoise('parts');
    for (const { name } of parts) expect(text).toMatch(new RegExp(`\\b${name}\\b`));
    expect([code, text.split('\n').filter((line) => line.length > 100)]).toEqual([0, []]);
  });

  it('shows the options of one, and names the nearest to one that does not exist', async () => {
    const { stdout } = await equipoise('parts', 'adamw');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('beta1 β₁, the share of the mean gradient that is kept.');
    expect((await equipoise('parts', 'accuracy')).stdout).toContain('It has no options.');
    const { code, stderr } = await equipoise('parts', 'rmspropp');
    expect([code, stderr]).toEqual([2, expect.stringContaining('did you mean rmsprop?')]);
  });
});

describe('equipoise strategies', () => {
  it('lists every strategy once, grouped by the statistics that it needs', async () => {
    const { stdout } = await equipoise('strategies');
    const listed = [...stdout.matchAll(/^ {2}([\w-]+) {2,}\S/gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual(Object.keys(cards).sort());
    expect(stdout.indexOf('  equal ')).toBeLessThan(stdout.indexOf('  dwa '));
    expect(stdout.indexOf('  dwa ')).toBeLessThan(stdout.indexOf('  pcgrad '));
  });

  it('shows the one that is named with its rule, cost, options, departures and paper', async () => {
    const { code, stdout } = await equipoise('strategies', 'gradnorm');
    const { summary, link, options, departures } = cards.gradnorm;
    const flat = stdout.replaceAll(/\s+/g, ' ');
    for (const text of [summary, link, ...options.described.map(({ meaning }) => meaning), ...departures])
      expect(flat).toContain(text);
    expect(flat).toContain('K backward passes through the shared parameters');
    expect(flat).toContain(
      'alpha α, strength of the restoring force towards slow tasks. Values: at least 0. Default: 1.5.',
    );
    expect([code, stdout.split('\n').filter((line) => line.length > 100)]).toEqual([0, []]);
  });

  it.each(Object.keys(cards))('shows %s with commands that work', (name) => {
    const commands = strategiesText({ name })
      .split('\n')
      .filter((line) => line.includes('equipoise compare'));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      const [, list = ''] = /--strategies "?([^"]+)"?$/.exec(command) ?? [];
      const texts = splitStrategies(list);
      for (const text of texts) expect(parseStrategy(text).name).toBeDefined();
      expect(texts.map((text) => text.replace(/\(.*/, ''))).toContain(name);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  it('filters by words of the card, whatever their case', async () => {
    const { stdout } = await equipoise('strategies', '--filter', 'Gramian 2021', '--json');
    const { strategies } = JSON.parse(stdout) as { strategies: { name: string; needs: string; year: number }[] };
    expect(strategies.map(({ name }) => name)).toEqual(expect.arrayContaining(['cagrad', 'gradvac', 'imtl-g']));
    expect(strategies.length).toBeLessThan(10);
    for (const { name, year } of strategies) expect([name, year]).toEqual([name, 2021]);
    const { stdout: text } = await equipoise('strategies', '--filter', 'sener');
    expect(text).toMatch(/^ {2}mgda /m);
    expect(text).toContain('1 strategy.');
  });

  it('refuses an unknown name in one sentence', async () => {
    const { code, stdout, stderr } = await equipoise('strategies', 'gradnrm');
    expect(stderr).toMatch(/did you mean gradnorm\?.*"gradnrm"/i);
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
  });

  it.each<[string, StrategiesArguments, RegExp]>([
    ['options behind a name', { name: 'gradnorm(alpha=1)' }, /a strategy without options.*"gradnorm\(alpha=1\)"/],
    ['a filter that nothing matches', { filter: 'no such words' }, /no strategy matches the filter "no such words"/],
    ['a name with a filter', { name: 'equal', filter: 'loss' }, /`filter` must be left out when a strategy is named/],
  ])('refuses %s', (_, args, sentence) => {
    expect(() => strategiesText(args)).toThrow(sentence);
  });
});
