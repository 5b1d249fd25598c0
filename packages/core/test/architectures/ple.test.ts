import { describe, expect, it } from 'vitest';

import { ple } from '../../src/architectures/ple.ts';
import { architectureFromConfig } from '../../src/architectures/registry.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { random } from '../../src/random.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf, row } from '../support/graphs.ts';
import { brokenOff, from, outcomeOf } from '../support/resume.ts';
import { sumAndLargest, table } from '../support/tables.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
type Vector = readonly number[];
type Matrix = readonly Vector[];

const times = (x: Vector, w: Matrix): number[] =>
  (w[0] ?? []).map((_, column) => x.reduce((sum, value, at) => sum + value * (w[at]?.[column] ?? NaN), 0));
const relu = (x: Vector): number[] => x.map((value) => Math.max(0, value));

/** Σ_e softmax(W x)_e · features_e, in double precision. */
function mix(x: Vector, gate: Matrix, features: Matrix): number[] {
  const powers = times(x, gate).map(Math.exp);
  const total = powers.reduce((sum, power) => sum + power, 0);
  return (features[0] ?? []).map((_, at) =>
    features.reduce((sum, each, expert) => sum + ((powers[expert] ?? NaN) / total) * (each[at] ?? NaN), 0),
  );
}

describe('progressive layered extraction', () => {
  const graph = graphOf({ architecture: ple(), encoder: mlp({ hidden: [2] }) });

  it('has experts of each task and shared ones in each level, and a shared gate below the last', () => {
    const dense = (path: string): string[] => [`${path}/dense-0/kernel`, `${path}/dense-0/bias`];
    const level = (index: number, gates: readonly string[]): string[] => [
      ...['shared/0', 'experts/sum/0', 'experts/largest/0'].flatMap((path) => dense(`levels/${index}/${path}`)),
      ...gates.map((gate) => `levels/${index}/${gate}/kernel`),
    ];
    expect(graph.parameters.map(({ path }) => path)).toEqual([
      ...level(0, ['gates/sum', 'gates/largest', 'shared-gate']),
      ...level(1, ['gates/sum', 'gates/largest']),
      ...dense('heads/sum'),
      ...dense('heads/largest'),
    ]);
    const shapes = graph.parameters.filter(({ path }) => path.includes('gate')).map(({ shape }) => shape);
    expect(shapes).toEqual([
      [4, 2],
      [4, 2],
      [4, 3],
      [2, 2],
      [2, 2],
    ]);
  });

  it('shares the experts of all tasks below the last level, by the shared stream', () => {
    const users = new Map(graph.parameters.map(({ path }, index) => [path, graph.partition.users[index]]));
    expect(users.get('levels/0/experts/sum/0/dense-0/kernel')).toEqual([0, 1]);
    expect(users.get('levels/0/shared-gate/kernel')).toEqual([0, 1]);
    expect(users.get('levels/0/gates/sum/kernel')).toEqual([0]);
    expect(users.get('levels/1/shared/0/dense-0/kernel')).toEqual([0, 1]);
    expect(users.get('levels/1/experts/largest/0/dense-0/kernel')).toEqual([1]);
  });

  it('is what the equations of the paper give, in double precision', () => {
    const stream = random(3);
    const vector = Float32Array.from({ length: graph.parameterCount }, () => stream.normal());
    const weights = new Map(
      graph.parameters.map(({ path, shape: [height = 1, width], offset }) => {
        const rowsOf = width === undefined ? 1 : height;
        const length = width ?? height;
        return [
          path,
          Array.from({ length: rowsOf }, (_, at) => [
            ...vector.slice(offset + at * length, offset + (at + 1) * length),
          ]),
        ];
      }),
    );
    const weight = (path: string): Matrix => weights.get(path) ?? [];
    const affine = (path: string, x: Vector): number[] =>
      times(x, weight(`${path}/dense-0/kernel`)).map(
        (value, at) => value + (weight(`${path}/dense-0/bias`)[0]?.[at] ?? NaN),
      );
    const expert = (path: string, x: Vector): number[] => relu(affine(path, x));
    const gate = (path: string, x: Vector, features: Matrix): number[] => mix(x, weight(`${path}/kernel`), features);
    const expected = { sum: [] as number[], largest: [] as number[] };
    for (const x of rows) {
      const [s0, a0, b0] = ['shared', 'experts/sum', 'experts/largest'].map((path) => expert(`levels/0/${path}/0`, x));
      const features = { s: s0 ?? [], a: a0 ?? [], b: b0 ?? [] };
      const a1 = gate('levels/0/gates/sum', x, [features.a, features.s]);
      const b1 = gate('levels/0/gates/largest', x, [features.b, features.s]);
      const s1 = gate('levels/0/shared-gate', x, [features.a, features.b, features.s]);
      const above = expert('levels/1/shared/0', s1);
      const a2 = gate('levels/1/gates/sum', a1, [expert('levels/1/experts/sum/0', a1), above]);
      const b2 = gate('levels/1/gates/largest', b1, [expert('levels/1/experts/largest/0', b1), above]);
      expected.sum.push(...affine('heads/sum', a2));
      expected.largest.push(...affine('heads/largest', b2));
    }
    const found = outputsOf(graph, vector, { input: rows });
    expectClose(found.sum?.values ?? [], expected.sum, 1e-5);
    expectClose(found.largest?.values ?? [], expected.largest, 1e-5);
  });

  it('is CGC with one level: experts of a task are its own', () => {
    const cgc = graphOf({ architecture: ple({ levels: 1, own: 2, shared: 3 }), encoder: mlp({ hidden: [2] }) });
    const private_ = cgc.parameters.map(({ path }) => path).filter((path) => path.includes('experts/sum'));
    expect(private_).toHaveLength(4);
    cgc.parameters.forEach(({ path }, index) => {
      expect(cgc.partition.shared[index]).toBe(path.includes('/shared/'));
    });
    expect(cgc.parameters.find(({ path }) => path === 'levels/0/gates/sum/kernel')?.shape).toEqual([4, 5]);
  });

  it('is named when CGC is asked for', () => {
    expect(() => architectureFromConfig({ kind: 'architecture', name: 'cgc', options: {} })).toThrow(
      'architecture: option `name` must be ple(levels=1), our name for it, received "cgc".',
    );
    const own = { cgc: () => ple({ levels: 1 }) };
    expect(architectureFromConfig({ kind: 'architecture', name: 'cgc', options: {} }, own).config.name).toBe('ple');
  });

  it('can be made again from its config, and refuses what it cannot take', () => {
    const made = architectureFromConfig(JSON.parse(JSON.stringify(ple({ own: 3 }).config)));
    expect(made.config.options).toEqual({ levels: 2, own: 3, shared: 1 });
    expect(() => graphOf({ architecture: ple(), inputs: { left: row, right: row } })).toThrow(
      'ple: option `input` must be one input of numbers, received ["left","right"].',
    );
    expect(() => ple({ shared: 0 })).toThrow('ple: option `shared` must be a whole number of at least 1');
  });

  it('is trained, and goes on bit by bit', async () => {
    const options = {
      ...{ dataset: table(), balancer: equal, architecture: ple(), encoder: mlp({ hidden: [8] }) },
      ...{ epochs: 20, batchSize: 10, seed: 5, learningRate: 0.01 },
    };
    const { model, history } = await fit(options);
    const losses = sumAndLargest.map(({ name }) =>
      history.epochs.map(({ validation }) => validation.losses[name] ?? NaN),
    );
    for (const each of losses) expect(each.at(-1)).toBeLessThan(0.7 * (each[0] ?? NaN));
    await model.dispose();
    const short = { ...options, epochs: 3 };
    const resume = await brokenOff(short, 6);
    expect(await outcomeOf({ ...short, resume })).toEqual(from(await outcomeOf(short), 1));
  });
});
