import { describe, expect, it } from 'vitest';

import { mlp } from '../../src/encoders/mlp.ts';
import { random } from '../../src/random.ts';
import { clip } from '../../src/optimizers/clip.ts';
import { adamw } from '../../src/optimizers/adamw.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { parameterVectors } from '../../src/training/parameter-groups.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf } from '../support/graphs.ts';
import { outcomeOf } from '../support/resume.ts';
import { table } from '../support/tables.ts';

const encoder = mlp({ hidden: [2] });
const graph = graphOf({ encoder });
const sizes = [8, 2, 2, 1, 6, 3]; // encoder kernel, bias; heads/sum kernel, bias; heads/largest kernel, bias

function each(...values: number[]): number[] {
  return values.flatMap((value, index) => new Array<number>(sizes[index] ?? 0).fill(value));
}

describe('groups of parameters', () => {
  it('say nothing where nothing is different', () => {
    expect(parameterVectors(graph.parameters, [], 0)).toEqual({});
    expect(parameterVectors(graph.parameters, [{ path: 'encoder' }], 0)).toEqual({});
  });

  it('have the decay of the optimizer, but for biases, unless they say otherwise', () => {
    const of = (groups: Parameters<typeof parameterVectors>[1]): number[] => [
      ...(parameterVectors(graph.parameters, groups, 0.5).decay ?? []),
    ];
    expect(of([])).toEqual(each(0.5, 0, 0.5, 0, 0.5, 0));
    expect(of([{ path: 'heads', weightDecay: 0 }])).toEqual(each(0.5, 0, 0, 0, 0, 0));
    expect(of([{ path: 'heads/sum', weightDecay: 2 }])).toEqual(each(0.5, 0, 2, 2, 0.5, 0));
  });

  it('count for all that lies in their path; the last that says something counts', () => {
    const { rates, trained } = parameterVectors(
      graph.parameters,
      [
        { path: 'heads', rateFactor: 3, frozen: true },
        { path: 'heads/sum', rateFactor: 0.5 },
        { path: 'heads/sum/dense-0/bias', frozen: false },
      ],
      0,
    );
    expect([...(rates ?? [])]).toEqual(each(1, 1, 0.5, 0.5, 3, 3));
    expect([...(trained ?? [])]).toEqual(each(1, 1, 0, 1, 0, 0));
  });

  it.each<[string, object, string]>([
    [
      'a path of nothing',
      { path: 'head' },
      'groups[0]: option `path` must be the path of a parameter (encoder/dense-0, heads/sum, heads/largest …), received "head".',
    ],
    [
      'a negative rate',
      { path: 'heads', rateFactor: -1 },
      'option `rateFactor` must be a number of at least 0, received -1.',
    ],
    ['an unknown option', { path: 'heads', rate: 1 }, 'there is no option `rate` (did you mean path?).'],
  ])('refuse %s', (_, group, sentence) => {
    expect(() => parameterVectors(graph.parameters, [group as { path: string }], 0)).toThrow(sentence);
  });
});

const usual: FitOptions = {
  dataset: table(),
  encoder,
  balancer: equal,
  epochs: 1,
  batchSize: 40,
  learningRate: 0.1,
  seed: 3,
  optimizer: sgd(),
};
const initial = graph.init(random(3).fork('parameters')).parameters;

/** What one step moved each parameter by. */
async function moved(options: Partial<FitOptions>): Promise<number[]> {
  const { parameters } = await outcomeOf({ ...usual, keep: 'last', ...options });
  return parameters.map((value, index) => value - (initial[index] ?? NaN));
}

describe('a step', () => {
  it('moves each group by its factor of the learning rate, and frozen ones not at all', async () => {
    const plain = await moved({});
    const groups = [
      { path: 'encoder', rateFactor: 0.25 },
      { path: 'heads/sum', frozen: true },
    ];
    const expected = each(0.25, 0.25, 0, 0, 1, 1).map((factor, index) => factor * (plain[index] ?? NaN));
    expectClose(await moved({ groups }), expected, 1e-5);
  });

  it('leaves frozen parameters bit by bit, decay or not, for many steps', async () => {
    const groups = [{ path: 'encoder', frozen: true }];
    const optimizer = adamw({ weightDecay: 0.1 });
    const { parameters } = await outcomeOf({ ...usual, optimizer, groups, batchSize: 10, epochs: 5, keep: 'last' });
    expect(parameters.slice(0, 10)).toEqual([...initial.slice(0, 10)]);
    expect(parameters.slice(10)).not.toEqual([...initial.slice(10)]);
  });

  it('takes decay off matrices only', async () => {
    const plain = await moved({});
    const decayed = await moved({ optimizer: sgd({ weightDecay: 0.5 }) });
    // θ ← θ − η (g + λ θ)
    const expected = each(1, 0, 1, 0, 1, 0).map(
      (decays, index) => (plain[index] ?? NaN) - decays * 0.1 * 0.5 * (initial[index] ?? NaN),
    );
    expectClose(decayed, expected, 1e-5);
  });

  it('clips the gradient as a whole, or entry by entry', async () => {
    const gradient = (await moved({})).map((step) => -step / 0.1);
    const length = Math.hypot(...gradient);
    const shorter = gradient.map((entry) => (-0.1 * entry * 0.25) / length);
    expectClose(await moved({ optimizer: clip(sgd(), { norm: 0.25 }) }), shorter, 1e-4);
    expectClose(await moved({ optimizer: clip(sgd(), { norm: 2 * length }) }), await moved({}), 1e-6);
    const bounded = gradient.map((entry) => -0.1 * Math.min(0.05, Math.max(-0.05, entry)));
    expect(gradient.some((entry) => Math.abs(entry) > 0.05)).toBe(true);
    expectClose(await moved({ optimizer: clip(sgd(), { value: 0.05 }) }), bounded, 1e-4);
  });
});
