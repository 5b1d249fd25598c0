import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { comparisonOf } from '../support/comparison.ts';
import { equipoise } from '../support/equipoise.ts';

const out = mkdtempSync(join(tmpdir(), 'equipoise-gradient-scope-'));
afterAll(() => rmSync(out, { recursive: true }));

const short = ['compare', '--dataset', 'penguins', '--strategies', 'equal,mgda', '--seeds', '1', '--epochs', '2'];

describe('equipoise compare --gradient-scope', () => {
  it('trains with them, and says that they are an approximation', async () => {
    const at = (place: string) => equipoise(...short, '--gradient-scope', place, '--out', out);
    const exact = await at('shared');
    const approximate = await at('representation');
    expect([exact.code, approximate.code]).toEqual([0, 0]);
    const sentence = /were shown those over the shared representation only:\s+an\s+approximation/;
    expect(approximate.stdout.replaceAll('\n', ' ')).toMatch(sentence);
    expect(exact.stdout).not.toContain('approximation');
    expect(readFileSync(join(out, 'penguins', 'report.html'), 'utf8')).toMatch(sentence);
    const comparison = comparisonOf(readFileSync(join(out, 'penguins', 'comparison.json'), 'utf8'));
    expect(comparison.gradientScope).toBe('representation');
    // What the trials were, bit by bit: equal weights look at no gradient, mgda does.
    const first = (text: string, name: string) => new RegExp(`^${name} .*`, 'm').exec(text)?.[0];
    expect(first(approximate.stdout, 'equal')).toBe(first(exact.stdout, 'equal'));
    expect(first(approximate.stdout, 'mgda')).not.toBe(first(exact.stdout, 'mgda'));
  });
});
