import { describe, expect, it } from 'vitest';

import { dselectK, type DselectKOptions } from '../../src/architectures/dselect-k.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import type { ModelGraph } from '../../src/model/model-graph.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf } from '../support/graphs.ts';
import {
  type Matrix,
  mix,
  plainWeights,
  plus,
  relu,
  softmax,
  times,
  usersOf,
  type Vector,
} from '../support/plain-model.ts';
import { table } from '../support/tables.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];
const encoder = mlp({ hidden: [2] });

function smoothStep(t: number, gamma: number): number {
  if (t <= -gamma / 2) return 0;
  if (t >= gamma / 2) return 1;
  return (-2 / gamma ** 3) * t ** 3 + (3 / (2 * gamma)) * t + 0.5;
}

/** The share of each expert, from the logits of bits (selectors × bits) and of selectors. */
function shares(z: Matrix, alpha: Vector, experts: number, gamma: number): number[] {
  const selectors = z.map((bits) =>
    Array.from({ length: experts }, (_, expert) => {
      const code = [...expert.toString(2).padStart(bits.length, '0')];
      return code.reduce((product, digit, bit) => {
        const s = smoothStep(bits[bit] ?? NaN, gamma);
        return product * (digit === '1' ? s : 1 - s);
      }, 1);
    }),
  );
  return mix(softmax(alpha), selectors);
}

/** The share of each expert in a task's gate. */
function gateOf(
  graph: ModelGraph,
  vector: Float32Array,
  task: string,
  { experts = 4, gamma = 1 }: DselectKOptions,
): number[] {
  const at = (name: string) => graph.parameters.find(({ path }) => path === `gates/${task}/${name}`);
  const read = (name: string): number[] => {
    const { offset = 0, size = 0 } = at(name) ?? {};
    return [...vector.slice(offset, offset + size)];
  };
  const [, selected = 0, bits = 0] = at('bits')?.shape ?? [];
  const z = Array.from({ length: selected }, (_, row) => read('bits').slice(row * bits, (row + 1) * bits));
  return shares(z, read('selectors'), experts, gamma);
}

describe('DSelect-k', () => {
  it('is head(Σ gₑ · expertₑ(x)) with gates of smooth steps, in double precision', () => {
    const options = { experts: 4, selected: 2, gamma: 2.5 };
    const graph = graphOf({ architecture: dselectK(options), encoder });
    const { vector, affine } = plainWeights(graph);
    const found = outputsOf(graph, vector, { input: rows });
    for (const task of ['sum', 'largest']) {
      const gate = gateOf(graph, vector, task, options);
      expect(gate.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(Math.min(...gate)).toBeGreaterThanOrEqual(0);
      const expected = rows.flatMap((x) => {
        const features = [0, 1, 2, 3].map((expert) => relu(affine(`experts/${expert}/dense-0`, x)));
        return affine(`heads/${task}/dense-0`, mix(gate, features));
      });
      expectClose(found[task]?.values ?? [], expected, 1e-5);
    }
  });

  it('has gates that read the input, with perExample', () => {
    const graph = graphOf({ architecture: dselectK({ experts: 3, selected: 1, perExample: true }), encoder });
    const { vector, weight, affine } = plainWeights(graph);
    const expected = rows.flatMap((x) => {
      const at = (name: string): number[] =>
        plus(times(x, weight(`gates/sum/${name}/kernel`)), weight(`gates/sum/${name}/bias`)[0] ?? []);
      const features = [0, 1, 2].map((expert) => relu(affine(`experts/${expert}/dense-0`, x)));
      return affine('heads/sum/dense-0', mix(shares([at('bits')], at('selectors'), 3, 1), features));
    });
    expectClose(outputsOf(graph, vector, { input: rows }).sum?.values ?? [], expected, 1e-5);
  });

  it('shares the experts; gates and heads are a task’s own', () => {
    for (const [path, users] of Object.entries(usersOf(graphOf({ architecture: dselectK(), encoder }))))
      expect(users, path).toEqual(path.startsWith('experts') ? [0, 1] : [path.includes('sum') ? 0 : 1]);
  });

  it.each([
    ['1 of 4 experts', { experts: 4, selected: 1 }],
    ['2 of 4 experts', { experts: 4, selected: 2 }],
    ['2 of 5 experts, no power of 2', { experts: 5, selected: 2 }],
  ])('selects at most %s at the end', async (_, { experts, selected }) => {
    const options = { experts, selected, entropy: 0.5 };
    const { model } = await fit({
      ...{ dataset: table(), balancer: equal, architecture: dselectK(options), encoder: mlp({ hidden: [4] }) },
      ...{ epochs: 60, batchSize: 10, learningRate: 0.02, keep: 'last', seed: 3 },
    });
    const { parameters } = model.weights;
    for (const task of ['sum', 'largest']) {
      const gate = gateOf(model.graph, parameters, task, options);
      const used = gate.filter((share) => share > 0);
      expect(used.length).toBeGreaterThan(0);
      expect(used.length).toBeLessThanOrEqual(selected);
      expect(gate.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    }
    await model.dispose();
  });

  it('begins near a mixture of all experts, and stays one without the entropy term', () => {
    const graph = graphOf({ architecture: dselectK(), encoder });
    const stream = plainWeights(graph).vector.map(() => 0.01);
    expect(gateOf(graph, stream, 'sum', {}).every((share) => Math.abs(share - 0.25) < 0.02)).toBe(true);
  });

  it('refuses to select more experts than there are', () => {
    expect(() => dselectK({ experts: 2, selected: 3 })).toThrow(
      'dselect-k: option `selected` must be at most 2, the experts, received 3.',
    );
    expect(() => dselectK({ experts: 1 })).toThrow('dselect-k: option `experts` must be a whole number of at least 2');
  });
});
