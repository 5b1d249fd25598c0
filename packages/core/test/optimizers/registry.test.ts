import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { accumulate } from '../../src/optimizers/accumulate.ts';
import { adamw } from '../../src/optimizers/adamw.ts';
import { clip } from '../../src/optimizers/clip.ts';
import { ema } from '../../src/optimizers/ema.ts';
import type { Optimizer } from '../../src/optimizers/optimizer.ts';
import { optimizerFromConfig, optimizers, optimizerWrappers } from '../../src/optimizers/registry.ts';
import { sgd } from '../../src/optimizers/sgd.ts';

const config = (name: string, options: Record<string, unknown> = {}) => ({ kind: 'optimizer', name, options });

describe('registry of optimizers', () => {
  it.each(Object.entries(optimizers))('%s has its name, options and defaults in its config', (name, entry) => {
    const { config: made, slots } = entry.create();
    expect(made).toEqual(config(name, entry.options.read({})));
    expect(entry.options.owner).toBe(name);
    expect(optimizerFromConfig(JSON.parse(JSON.stringify(made)) as typeof made)).toMatchObject({ config: made, slots });
  });

  it('has every file that declares options', () => {
    const folder = new URL('../../src/optimizers/', import.meta.url);
    const declaring = readdirSync(folder).filter((file) => {
      return readFileSync(new URL(file, folder), 'utf8').includes(' = optionsSchema(');
    });
    const names = [...Object.keys(optimizers), ...Object.keys(optimizerWrappers)];
    expect(declaring).toEqual(names.map((name) => `${name}.ts`).sort());
  });

  it('makes wrapped optimizers from their config', () => {
    const optimizer = ema(accumulate(clip(adamw({ weightDecay: 0.2 }), { norm: 1 }), { every: 3 }), { decay: 0.99 });
    const again = optimizerFromConfig(JSON.parse(JSON.stringify(optimizer.config)) as typeof optimizer.config);
    expect(again.config).toEqual(optimizer.config);
    expect(again).toMatchObject({ weightDecay: 0.2, slots: optimizer.slots });
    expect(again.scalars?.(3, 0.1)).toEqual(optimizer.scalars?.(3, 0.1));
  });

  it('makes optimizers of the user, inside wrappers too', () => {
    const mine = (): Optimizer => ({ ...sgd(), config: config('mine') });
    const made = ema(mine(), { decay: 0.5 });
    expect(() => optimizerFromConfig(made.config)).toThrow('optimizer: option `name` must be one of');
    expect(optimizerFromConfig(made.config, { mine }).config).toEqual(made.config);
  });

  it.each([
    [config('adma'), '(did you mean adam?)'],
    [config('newton'), 'optimizer: option `name` must be one of adafactor, adagrad, adam, '],
    [config('constructor'), 'optimizer: option `name` must be one of'],
    [config('adam', { beta: 1 }), 'adam: there is no option `beta` (did you mean beta1?).'],
    [config('adam', { beta1: 1 }), 'adam: option `beta1` must be a number from 0 to below 1, received 1.'],
    [config('ema'), 'optimizer: option `config` must be { kind: "optimizer", name, options }, received undefined.'],
    [
      { kind: 'schedule', name: 'adam', options: {} },
      'optimizer: option `config` must be { kind: "optimizer", name, options }',
    ],
    [null, 'optimizer: option `config` must be { kind: "optimizer", name, options }, received null.'],
  ])('refuses a bad config in one sentence, case %#', (bad, sentence) => {
    expect(() => optimizerFromConfig(bad)).toThrow(sentence);
  });
});
