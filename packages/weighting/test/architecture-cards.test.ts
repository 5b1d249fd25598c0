import {
  architectureCards,
  architectureFromConfig,
  architectures,
  binary,
  mlp,
  mlpHead,
  ModelGraph,
  parsePart,
} from '@equipoise/core';
import { evaluate, sum } from 'mathjs';
import { describe, expect, it } from 'vitest';

const [d, f, K] = [5, 3, 4];
const tasks = Array.from({ length: K }, (_, index) => ({ name: `event-${index}`, kind: binary() }));
const parts = { inputs: { x: { shape: [d], dtype: 'float32' } }, tasks, encoder: mlp({ hidden: [7, f] }) } as const;

/** Each with options that every term of its formula counts for. */
const others = [
  ...['branched(groups=[[0,0,1,1],[0,1,2,2]])', 'cross-stitch(unit=channel)', 'learning-to-branch(branches=3)'],
  ...['low-rank(rank=2)', 'nddr', 'sluice(subspaces=3)'],
  ...['adatt(levels=1,own=2)', 'adatt(levels=3,own=2,shared=2)', 'adatt(shared=0,own=3)', 'aitm(units=6)'],
  ...['dselect-k(experts=5,selected=3)', 'dselect-k(experts=8,perExample=true)', 'mmoe(experts=7)'],
  ...['ple(levels=1,own=2,shared=3)', 'ple(levels=3,own=2)', 'stem(levels=3,shared=2)', 'stem(own=2)'],
];

describe('the card of an architecture', () => {
  it('is there for each', () => {
    expect(Object.keys(architectureCards).sort()).toEqual(Object.keys(architectures).sort());
  });

  it.each([...Object.keys(architectureCards), ...others])('counts the parameters of %s', (text) => {
    const architecture = architectureFromConfig({ kind: 'architecture', ...parsePart(text) });
    const graph = new ModelGraph({ ...parts, architecture, head: mlpHead() });
    const heads = graph.parameters.filter(({ path }) => path.startsWith('heads/'));
    const H = heads.reduce((sum, { size }) => sum + size, 0);
    const e = [(d + 1) * 7, (7 + 1) * f];
    const [c, E, S] = [[7, f], sum(e), e.length];
    const { name, options } = architecture.config;
    const formula = architectureCards[name]?.parameters.replaceAll('·', '*') ?? '';
    const copies = e.map((_, stage) => new Set(groupsOf(options)?.[stage] ?? [0]).size);
    const scope = { branches: K, ...options, d, f, K, E, H, S, e, c, copies };
    expect(evaluate(formula, scope)).toBe(graph.parameterCount);
  });
});

function groupsOf({ groups }: Readonly<Record<string, unknown>>): readonly (readonly number[])[] | undefined {
  return groups as readonly (readonly number[])[] | undefined;
}
