import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-bad-input-'));
const out = join(folder, 'out');
writeFileSync(join(folder, 'file'), '');
afterAll(() => rmSync(folder, { recursive: true }));

const compare = ['compare', '--dataset', 'penguins', '--epochs', '1', '--seeds', '1'];

describe('equipoise', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['a data set', ['compare', '--dataset', 'pengins'], /no data set "pengins".*Did you mean penguins\?/],
    ['a strategy', [...compare, '--strategies', 'equal,gradnrm'], /gradnrm|did you mean gradnorm/],
    ['an option', [...compare, '--epoch', '3'], /unknown option '--epoch'.*--epochs/],
    ['a command', ['compair'], /unknown command 'compair'.*compare/],
    ['an option of a strategy', [...compare, '--strategies', 'gradnorm(alhpa=1)'], /alpha/],
    ['an engine', [...compare, '--engine', 'gpu'], /--engine.*gpu.*native/],
    ['a profile', ['compare', '--profile', 'slow'], /--profile.*slow.*quick/],
  ])('names %s that it does not know in one sentence, and the nearest one', async (_, args, sentence) => {
    await refused([...args, ...(args[0] === 'compare' ? ['--out', out] : [])], sentence);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a negative weight', ['--strategies', 'fixed(weights=[1,1,1,-1])'], /fixed.*weights.*at least 0.*-1/],
    ['too few weights', ['--strategies', 'fixed(weights=[1,1])'], /fixed.*weights.*4/],
    ['NaN epochs', ['--epochs', 'NaN'], /--epochs.*NaN.*whole number/],
    ['no seeds', ['--seeds', '0'], /--seeds.*0.*at least 1/],
    ['a negative learning rate', ['--learning-rate=-1'], /--learning-rate.*-1.*above 0/],
    ['an empty list of strategies', ['--strategies', ','], /strategies.*at least one/],
    ['a strategy that is named twice', ['--strategies', 'equal,equal'], /strategies.*different.*equal/],
    ['a batch larger than the data', ['--batch-size', '5000'], /batch-size.*at most.*5000/],
    ['a folder in a file', ['--out', join(folder, 'file', 'out')], /cannot be written.*--out/],
    ['a folder that is a file', ['--out', join(folder, 'file')], /cannot be written.*--out/],
  ])('refuses %s before anything is trained or written', async (_, args, sentence) => {
    await refused([...compare, '--out', out, ...args], sentence);
  });

  it('asks for a data set or a profile', () => refused(['compare', '--out', out], /dataset.*profile/));

  /** One sentence on standard error, exit code 2, nothing else. */
  async function refused(args: readonly string[], sentence: RegExp): Promise<void> {
    const { code, stdout, stderr } = await equipoise(...args);
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([2, '']);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder)).toEqual(['file']);
  }
});
