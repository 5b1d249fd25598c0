import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { InvalidOptionError, mlp, readDocument } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { agreementOf, figureOf, publishedNumber } from '../../src/reproduce/figure.ts';
import { planned } from '../../src/reproduce/plan.ts';
import { reproductionDocument } from '../../src/reproduce/reproduction-schema.ts';
import { reproductionList, reproductionText } from '../../src/reproduce/reproduction-text.ts';
import { reproductions } from '../../src/reproduce/registry.ts';
import { reproduce } from '../../src/reproduce/reproduce.ts';
import type { Reproduction } from '../../src/reproduce/reproduction.ts';
import { executeTrial } from '../../src/trials/execute-trial.ts';
import { type TrialConfig, trialId } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { TrialsFailedError } from '../../src/trials/trials-failed-error.ts';
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
      if (/^95 % over \d+ seeds$/.test(figure.interval)) expect(figure.values).toHaveLength(reproduction.seeds);
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

describe('a reproduction that was stopped', () => {
  it('goes on where it was: no trial is made twice, and its time is counted', async () => {
    const trained: Reproduction = {
      ...constant,
      seeds: 2,
      async run({ seeds, compare }) {
        const study = await planned({
          dataset: 'penguins',
          arms: ['equal'],
          seeds,
          training: { encoder: mlp({ hidden: [4] }).config, epochs: 1, batchSize: 64, learningRate: 0.01 },
        });
        const [report] = await compare([study]);
        expect(report?.results.all).toHaveLength(10);
        return await constant.run({ seeds, compare });
      },
    };
    const kept = new Map<string, TrialResult>();
    const store = {
      read: (config: TrialConfig) => kept.get(trialId(config)),
      write: (result: TrialResult) => void kept.set(result.id, result),
    };
    let made = 0;
    const execute = (config: TrialConfig): Promise<TrialResult> => {
      made += 1;
      return made === 4 ? Promise.reject(new Error('killed')) : executeTrial(config);
    };
    await expect(reproduce(trained, { ...making, store, execute })).rejects.toThrow(TrialsFailedError);
    expect([made, kept.size]).toEqual([10, 9]);
    const { trials, trainingMinutes } = await reproduce(trained, { ...making, store, execute });
    expect([made, trials]).toEqual([11, 10]);
    expect(trainingMinutes).toBeGreaterThan(0);
  });
});
