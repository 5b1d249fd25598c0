import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { InvalidOptionError, readDocument } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { agreementOf, figureOf, publishedNumber } from '../../src/reproduce/figure.ts';
import { reproductionDocument } from '../../src/reproduce/reproduction-schema.ts';
import { reproductionList, reproductionText } from '../../src/reproduce/reproduction-text.ts';
import { reproductions } from '../../src/reproduce/registry.ts';
import { reproduce } from '../../src/reproduce/reproduce.ts';
import type { Reproduction } from '../../src/reproduce/reproduction.ts';
import { version } from '../../src/version.ts';
import { plainScreen } from '../support/plain-screen.ts';
import { projectRoot } from '../support/run-example.ts';

const folder = join(projectRoot, 'results/reproductions');

describe.each(reproductions.map((each) => [each.name, each] as const))('the committed %s', (name, reproduction) => {
  const file = join(folder, `${name}.json`);
  const result = existsSync(file) ? readDocument(file, reproductionDocument) : undefined;

  it('is whole, of this paper, and of as many seeds as are usual', () => {
    expect(result).toMatchObject({ name, paper: reproduction.paper, seeds: reproduction.seeds });
    expect(result?.made.command).toBe(`equipoise reproduce ${name} --out results/reproductions`);
  });

  it('says of each figure what its numbers say, with the values behind an interval over seeds', () => {
    for (const figure of result?.figures ?? []) {
      expect(figure.agreement).toBe(agreementOf(figure));
      if (figure.interval.startsWith('95 %')) expect(figure.values).toHaveLength(reproduction.seeds);
    }
  });
});

describe('the registry of reproductions', () => {
  it('has a committed result of each, and no other', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(files.sort()).toEqual(reproductions.map(({ name }) => `${name}.json`).sort());
  });

  it('takes less than an hour on two idle cores', () => {
    expect(reproductions.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThan(60);
    expect(reproductionList(reproductions, plainScreen)).toMatch(/^delta-m +seconds +Δm/m);
  });
});

const made = { command: 'equipoise reproduce constant', date: '2026-01-31', version };
const making = {
  made,
  sideBySide: 1,
  store: { read: () => undefined, write: () => undefined },
  execute: () => Promise.reject(new Error('Nothing is trained here.')),
};

/** A reproduction whose figure differs. */
const constant: Reproduction = {
  name: 'constant',
  title: 'A constant',
  paper: { claim: 'It is 0.50.', sources: [{ text: 'Nobody', url: 'https://example.org' }] },
  minutes: 0.1,
  seeds: 0,
  run: () =>
    Promise.resolve({
      settings: ['It was looked at.'],
      departures: [],
      figures: [
        figureOf({
          table: 'constants',
          name: 'it',
          unit: '',
          decimals: 2,
          published: publishedNumber('0.50'),
          ours: { estimate: 0.7, low: 0.7, high: 0.7 },
          interval: 'exact',
          values: [],
          because: 'it was 0.7 each time',
        }),
      ],
    }),
};

describe('reproduce', () => {
  it('says how it was made and why a figure differs', async () => {
    const result = await reproduce(constant, making);
    expect(result).toMatchObject({ name: 'constant', made, trials: 0, trainingMinutes: 0 });
    const text = reproductionText(result, plainScreen);
    expect(text).toContain('constants, it: it was 0.7 each time.');
    expect(text).toContain('0 of 1 figures inside, 1 outside.');
  });

  it('takes no seeds where nothing is drawn, and two at least elsewhere', async () => {
    await expect(reproduce(constant, { ...making, seeds: 3 })).rejects.toThrow(InvalidOptionError);
    await expect(reproduce({ ...constant, seeds: 5 }, { ...making, seeds: 1 })).rejects.toThrow(
      'option `seeds` must be a whole number of at least 2, received 1.',
    );
  });
});
