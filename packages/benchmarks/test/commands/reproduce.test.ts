import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readDocument } from '@equipoise/core';
import { afterAll, describe, expect, it } from 'vitest';

import { reproductionDocument } from '../../src/reproduce/reproduction-schema.ts';
import { equipoise } from '../support/equipoise.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-reproduce-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('equipoise reproduce', () => {
  it('lists the reproductions with their times', async () => {
    const { code, stdout } = await equipoise('reproduce', '--json');
    expect(code).toBe(0);
    const { reproductions } = JSON.parse(stdout) as { reproductions: { name: string; minutes: number }[] };
    expect(reproductions.find(({ name }) => name === 'delta-m')?.minutes).toBeLessThan(1);
  });

  it('prints one JSON object and keeps the same', async () => {
    const { code, stdout } = await equipoise('reproduce', 'delta-m', '--out', folder, '--json');
    expect(code).toBe(0);
    expect(readDocument(join(folder, 'delta-m.json'), reproductionDocument)).toEqual(JSON.parse(stdout));
  });

  it('names the nearest reproduction in one sentence', async () => {
    const { code, stdout, stderr } = await equipoise('reproduce', 'delta-n');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^reproduce: there is no delta-n \(did you mean delta-m\?\); there are .*\.\n$/);
  });
});
