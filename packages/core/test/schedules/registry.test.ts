import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { cosine } from '../../src/schedules/cosine.ts';
import { oneCycle } from '../../src/schedules/one-cycle.ts';
import { scheduleFromConfig, schedules, scheduleWrappers } from '../../src/schedules/registry.ts';
import { warmUp } from '../../src/schedules/warm-up.ts';

describe('registry of schedules', () => {
  it.each(Object.entries(schedules))('%s has its name, options and defaults in its config', (name, entry) => {
    const { config } = entry.create();
    expect(config).toEqual({ kind: 'schedule', name, options: entry.options.read({}) });
    expect(entry.options.owner).toBe(name);
    expect(scheduleFromConfig(JSON.parse(JSON.stringify(config)) as typeof config).config).toEqual(config);
  });

  it('has every file that declares options', () => {
    const folder = new URL('../../src/schedules/', import.meta.url);
    const declaring = readdirSync(folder).filter((file) => {
      return readFileSync(new URL(file, folder), 'utf8').includes(' = optionsSchema(');
    });
    const names = [...Object.keys(schedules), ...Object.keys(scheduleWrappers)];
    expect(declaring).toEqual(names.map((name) => `${name}.ts`).sort());
  });

  it('makes a warm-up from its config', () => {
    const { config } = warmUp(cosine({ minFactor: 0.1 }), { steps: 5 });
    expect(scheduleFromConfig(JSON.parse(JSON.stringify(config)) as typeof config).config).toEqual(config);
  });

  it.each([
    [{ kind: 'schedule', name: 'cosin', options: {} }, '(did you mean cosine?)'],
    [{ kind: 'schedule', name: 'step', options: { every: 0 } }, 'step: option `every` must be a whole number'],
    [{ kind: 'schedule', name: 'constant', options: { factor: 2 } }, 'constant: there is no option `factor`'],
    [
      { kind: 'optimizer', name: 'adam', options: {} },
      'schedule: option `config` must be { kind: "schedule", name, options }',
    ],
  ])('refuses a bad config in one sentence, case %#', (config, sentence) => {
    expect(() => scheduleFromConfig(config)).toThrow(sentence);
  });

  it('refuses three phases that take more than the run', () => {
    expect(() => oneCycle({ threePhases: true, warmUpShare: 0.6 })).toThrow(
      'one-cycle: option `warmUpShare` must be at most 0.5 with `threePhases`, received 0.6.',
    );
  });
});
