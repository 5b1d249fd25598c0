import { type AnyBalancer, InvalidOptionError, UnknownOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { pipeline, strategies, strategyFromConfig, type StrategyName } from '../src/index.ts';
import { testEpochs } from '../src/testing/epochs.ts';
import { run } from '../src/testing/run.ts';
import { movedOptions } from './support/moved-options.ts';

const names = Object.keys(strategies) as StrategyName[];
const cases = names.flatMap((name) =>
  Object.entries({ defaults: {}, ...movedOptions(name) }).map(([option, options]) => [name, option, options] as const),
);

/** The strategy that a strategy's config gives, after a way through JSON. */
function again({ config }: AnyBalancer): AnyBalancer {
  return strategyFromConfig(JSON.parse(JSON.stringify(config)) as never);
}

describe('the config of a strategy', () => {
  it.each(cases)('%s with other %s comes back from JSON with the same weights', (name, _, options) => {
    const make: (options: never) => AnyBalancer = strategies[name];
    const first = make(options as never);
    const second = again(first);
    expect(second.config).toEqual(first.config);
    expect(run(second, 3, testEpochs(1, 3))).toEqual(run(first, 3, testEpochs(1, 3)));
  });

  it('has the defaults of options that were left out', () => {
    expect(strategies.cagrad({ c: 0.4 }).config).toEqual({
      kind: 'strategy',
      name: 'cagrad',
      options: { c: 0.4, rescale: 'none' },
    });
  });

  it('holds inner strategies and parts of a pipeline as configs', () => {
    const inner = strategies.psmgd({ inner: strategies.cagrad({ c: 0.4 }), period: 2 });
    expect(inner.config?.options).toMatchObject({ inner: { name: 'cagrad', options: { c: 0.4 } }, period: 2 });
    const parts = { transform: 'log', weighting: strategies.uncertainty(), aggregation: strategies.mgda() } as const;
    const composed = pipeline({ ...parts, clip: 1 });
    expect(again(composed).config).toEqual(composed.config);
    expect(run(again(composed), 3, testEpochs(1, 3))).toEqual(run(composed, 3, testEpochs(1, 3)));
  });

  it('is not there where a part is one of the user’s own', () => {
    const own = { ...strategies.mgda(), config: undefined };
    expect(strategies['cr-mogm']({ inner: own }).config).toBeUndefined();
  });

  it('is refused in one sentence where it is none of ours', () => {
    const config = { kind: 'strategy', name: 'cagrad', options: { c: 0.4 } };
    expect(() => strategyFromConfig({ ...config, name: 'cagrd' })).toThrow('did you mean cagrad?');
    expect(() => strategyFromConfig({ ...config, options: { c: -1 } })).toThrow(InvalidOptionError);
    expect(() => strategyFromConfig({ ...config, options: { d: 1 } })).toThrow(UnknownOptionError);
    expect(() => strategyFromConfig({ ...config, kind: 'optimizer' })).toThrow('expected the config of a strategy');
    expect(() => strategyFromConfig('cagrad' as never)).toThrow('expected the config of a strategy');
  });
});
