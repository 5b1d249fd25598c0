import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadModel } from '@equipoise/core';
import { beforeAll, describe, expect, it, vi } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const guide = readFileSync(join(root, 'docs/guides/own-parts.md'), 'utf8');
const printed: unknown[][] = [];
let file = '';

describe('the guide to own parts', () => {
  beforeAll(async () => {
    const log = vi.spyOn(console, 'log').mockImplementation((...values) => void printed.push(values));
    const train = (await import(new URL('../../../../examples/own-parts/train.ts', import.meta.url).href)) as {
      file: string;
    };
    file = train.file;
    log.mockRestore();
  });

  it('trains a model of own parts until its own callback is content', () => {
    const [[metrics] = []] = printed;
    const { direction, distance } = metrics as { direction: { mae: number }; distance: { 'max-error': number } };
    expect(direction.mae).toBeLessThanOrEqual(0.05); // Guessing is π/2 off.
    expect(direction.mae).toBeGreaterThan(0);
    expect(distance['max-error']).toBeLessThan(0.5); // The mean distance, .77, is up to .77 off.
  });

  it('loads the model and predicts the direction and distance of a point', () => {
    const found = new Map(printed.slice(1) as [string, number][]);
    expect(found.get('direction')).toBeGreaterThan(Math.PI / 4 - 0.3);
    expect(found.get('direction')).toBeLessThan(Math.PI / 4 + 0.3);
    expect(found.get('distance')).toBeGreaterThan(Math.SQRT1_2 - 0.3);
    expect(found.get('distance')).toBeLessThan(Math.SQRT1_2 + 0.3);
  });

  it('refuses to load the model without its parts, in the words of the guide', () => {
    let said = '';
    try {
      loadModel(file);
    } catch (error) {
      said = (error as Error).message;
    }
    const sentence = said.slice(said.indexOf('cannot be loaded')).replace(/one of .*, received/, 'one of …, received');
    expect(guide).toContain(sentence.split('\n')[0]);
    expect(said).not.toBe('');
  });

  it('names lists that exist, beside the registries that are made of them', () => {
    const rows = [...guide.matchAll(/^\| [^|]+\| `([\w/-]+)\/parts\.ts` +\| `(\w+)`/gm)];
    expect(rows.length).toBeGreaterThan(7);
    for (const [, folder = '', registry = ''] of rows) {
      const core = join(root, 'packages/core/src', folder);
      expect(existsSync(join(core, 'parts.ts')), folder).toBe(true);
      expect(readFileSync(join(core, 'registry.ts'), 'utf8')).toContain(`export const ${registry} = registered(parts)`);
    }
  });
});
