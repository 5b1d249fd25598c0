import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { architectureCards, architectures } from '@equipoise/core';
import { afterAll, describe, expect, it } from 'vitest';

import { architecturesText } from '../../src/commands/list-architectures.ts';
import { equipoise } from '../support/equipoise.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-architectures-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('equipoise architectures', () => {
  it('lists every architecture once', async () => {
    const { code, stdout } = await equipoise('architectures');
    const listed = [...stdout.matchAll(/^ {2}([\w-]+) {2,}\S/gm)].map(([, name]) => name);
    expect([code, listed]).toEqual([0, Object.keys(architectures)]);
  });

  it('shows the one that is named with its options, parameters, departures and paper', () => {
    for (const [name, { link, parameters, departures, summary }] of Object.entries(architectureCards)) {
      const text = architecturesText({ name }).replaceAll(/\s+/g, ' ');
      for (const part of [link, parameters, summary, ...departures]) expect(text).toContain(part);
    }
    expect(architecturesText({ name: 'mmoe' })).toContain('the number of experts');
  });

  it('prints the same as JSON', async () => {
    const { stdout } = await equipoise('architectures', '--json');
    const { architectures: found } = JSON.parse(stdout) as { architectures: { name: string; options: object[] }[] };
    expect(found.map(({ name }) => name)).toEqual(Object.keys(architectures));
    expect(JSON.parse(architecturesText({ name: 'ple', json: true }))).toMatchObject({
      architectures: [{ name: 'ple', year: 2020, options: [{ name: 'levels' }, { name: 'own' }, { name: 'shared' }] }],
    });
  });

  it('refuses one that does not exist with the nearest, and names what others call it', async () => {
    const [near, other] = await Promise.all(['mmeo', 'cgc'].map((name) => equipoise('architectures', name)));
    expect([near?.code, near?.stderr]).toEqual([2, expect.stringContaining('did you mean mmoe?')]);
    expect([other?.code, other?.stderr]).toEqual([2, expect.stringContaining('ple(levels=1), our name for it')]);
  });

  it('shows commands for events that work on a table of clicks and buys', async () => {
    const rows = Array.from({ length: 80 }, (_, row) =>
      [((row * 37) % 50) / 4, Number(row % 3 > 0), Number(row % 3 === 2)].join(),
    );
    writeFileSync(join(folder, 'shop.csv'), ['price,click,buy', ...rows, ''].join('\n'));
    const [command = ''] = /equipoise train .*/.exec(architecturesText({ name: 'esmm' })) ?? [];
    const [, ...line] = command.replaceAll('"', '').replace('shop.csv', join(folder, 'shop.csv')).split(' ');
    const model = join(folder, 'shop.safetensors');
    const { code, stderr } = await equipoise(...line, '--epochs', '2', '--out', model);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
  });
});
