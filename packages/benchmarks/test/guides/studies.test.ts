import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import type { StudyFile } from '../../src/study-file/study-file.ts';
import { comparisonOf } from '../support/comparison.ts';
import { equipoise } from '../support/equipoise.ts';
import { projectRoot } from '../support/run-example.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-guide-studies-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the example of the guide to studies', () => {
  it('is a study that measures what it asks for', async () => {
    const example = (await import(join(projectRoot, 'examples/study-measures.ts'))) as { readonly default: StudyFile };
    const file = join(folder, 'study.json');
    writeFileSync(file, JSON.stringify(example.default));
    const { code, stdout, stderr } = await equipoise('study', file, '--out', join(folder, 'out'), '--json');
    expect(code, stderr).toBe(0);
    const { measured, strategies } = comparisonOf(stdout);
    expect(Object.keys(measured ?? {})).toEqual(['front', 'transfer', 'affinity', 'conflict', 'dataEfficiency']);
    expect(measured?.front?.points).toHaveLength(8);
    expect(Object.keys(strategies)).toEqual(['equal', 'uncertainty', 'searched-fixed', 'distilled uncertainty']);
  });
});
