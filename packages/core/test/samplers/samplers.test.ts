import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { apportion } from '../../src/samplers/apportion.ts';
import { annealedSampling } from '../../src/samplers/annealed.ts';
import { samplerFromConfig, samplers } from '../../src/samplers/registry.ts';
import { roundRobinSampling } from '../../src/samplers/round-robin.ts';
import type { Sampler, SamplerProgress } from '../../src/samplers/sampler.ts';
import { temperatureSampling } from '../../src/samplers/temperature.ts';

const start: SamplerProgress = { sizes: [1000, 100, 10], step: 0, steps: 100, epoch: 0, epochs: 5 };

describe('registry of samplers', () => {
  it.each(Object.entries(samplers))('%s has its name, options and defaults in its config', (name, entry) => {
    const { config } = entry.create();
    const options = Object.entries(entry.options.read({})).filter(([, value]) => value !== undefined);
    expect(config).toEqual({ kind: 'sampler', name, options: Object.fromEntries(options) });
    expect(samplerFromConfig(JSON.parse(JSON.stringify(config))).config).toEqual(config);
  });

  it('has every file that declares options', () => {
    const folder = new URL('../../src/samplers/', import.meta.url);
    const declaring = readdirSync(folder).filter((file) => {
      return readFileSync(new URL(file, folder), 'utf8').includes(' = optionsSchema(');
    });
    expect(declaring).toEqual(Object.keys(samplers).map((name) => `${name}.ts`));
  });

  it('names the nearest sampler, and refuses an option out of range', () => {
    const config = { kind: 'sampler', name: 'temperatur', options: {} };
    expect(() => samplerFromConfig(config)).toThrow('(did you mean temperature?)');
    expect(() => temperatureSampling({ temperature: 0.5 })).toThrow('temperature: option `temperature` must be');
  });
});

describe('shares', () => {
  it('with a temperature of 2 are the square roots of the sizes, those above the limit cut', () => {
    expect(shares(temperatureSampling({ temperature: 2 }))).toEqual([Math.sqrt(1000), 10, Math.sqrt(10)]);
    expect(shares(temperatureSampling({ temperature: 1, limit: 500 }))).toEqual([500, 100, 10]);
  });

  it('with a temperature of 1 are proportional, with a large one uniform', () => {
    expect(shares(temperatureSampling({ temperature: 1 }))).toEqual(shares(samplers.proportional.create()));
    for (const share of shares(temperatureSampling({ temperature: 1e9 }))) expect(share).toBeCloseTo(1, 6);
    expect(shares(samplers.uniform.create())).toEqual([1, 1, 1]);
  });

  it('that are annealed have the exponents 1, 0.8, 0.6, 0.4 and 0.2 in five epochs', () => {
    for (const [epoch, exponent] of [1, 0.8, 0.6, 0.4, 0.2].entries()) {
      const found = shares(annealedSampling(), { epoch });
      for (const [source, share] of found.entries()) {
        expect(share / (start.sizes[source] ?? NaN) ** exponent).toBeCloseTo(1, 12);
      }
    }
    expect(shares(annealedSampling(), { epochs: 1 })).toEqual(start.sizes);
  });

  it('of round-robin are those of one source after the other', () => {
    const seen = [0, 1, 2, 3, 4].map((step) => shares(roundRobinSampling(), { step }).indexOf(1));
    expect(seen).toEqual([0, 1, 2, 0, 1]);
  });
});

describe('apportion', () => {
  it.each([
    [[0.5, 0.3, 0.2], 10, [5, 3, 2]],
    [[0.98, 0.01, 0.01], 10, [8, 1, 1]],
    [[1 / 3, 1 / 3, 1 / 3], 8, [3, 3, 2]],
    [[0.5, 0, 0.5], 3, [2, 0, 1]],
    [[1, 0], 4, [4, 0]],
    [[0.5, 0.5], 2, [1, 1]],
  ])('divides %j of a batch of %i', (given, size, expected) => {
    expect(apportion(given, size)).toEqual(expected);
  });

  it('refuses a batch with fewer examples than sources', () => {
    expect(() => apportion([0.5, 0.25, 0.25], 2)).toThrow(
      'fit: option `batchSize` must be at least 3, an example of each source, with several sources in a batch, received 2.',
    );
  });
});

function shares(sampler: Sampler, progress: Partial<SamplerProgress> = {}): readonly number[] {
  return sampler.shares({ ...start, ...progress }, undefined);
}
