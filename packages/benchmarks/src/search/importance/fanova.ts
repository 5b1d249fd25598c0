import { random } from '@equipoise/core';

import { growTree, type TreeNode } from './regression-tree.ts';

/** A column of configurations: an option, and its value in each. */
export interface ForestColumn {
  /** The option's name. */
  readonly name: string;
  /** Its values, one per configuration: numbers, or the places of its kinds from 0. */
  readonly values: readonly number[];
  /** How many kinds there are, where it has kinds. */
  readonly kinds?: number;
}

/** A leaf of a tree: its value, and the box of configurations that fall into it. */
interface Leaf {
  readonly value: number;
  readonly box: readonly (readonly [low: number, high: number])[];
}

const trees = 64;

/** Configurations that a tree is grown from at most, drawn with replacement. */
const mostRows = 500;

/**
 * The share of the variance of a function over its whole domain that each option explains by itself: functional ANOVA of a random forest. Every option is
 * uniform over the range of its values; the marginals are those of the trees, exactly. What options explain together only is in no share, so that they sum to at most 1.
 *
 * Source: Hutter, Hoos, Leyton-Brown, An Efficient Approach for Assessing Hyperparameter Importance, ICML 2014, https://proceedings.mlr.press/v32/hutter14.html.
 * Departs from it in kinds, which a tree splits in their order.
 *
 * @param columns - The options.
 * @param target - The value of each configuration.
 * @param seed - Where the forest's random numbers come from.
 * @returns A share from 0 to 1 for each option; 0 for all where the forest is constant.
 */
export function fanova(columns: readonly ForestColumn[], target: readonly number[], seed = 0): readonly number[] {
  const domain = columns.map(({ values, kinds }): readonly [number, number] =>
    kinds === undefined ? [Math.min(...values), Math.max(...values)] : [-0.5, kinds - 0.5],
  );
  const values = columns.map((column) => column.values);
  const shares = columns.map(() => 0);
  let counted = 0;
  for (let tree = 0; tree < trees; tree += 1) {
    const stream = random(seed).fork(`tree ${tree}`);
    const rows = Array.from({ length: Math.min(mostRows, target.length) }, () => stream.integer(target.length));
    const leaves = leavesOf(growTree(values, target, rows, stream), domain);
    const mean = leaves.reduce((sum, leaf) => sum + share(leaf, domain) * leaf.value, 0);
    const total = leaves.reduce((sum, leaf) => sum + share(leaf, domain) * (leaf.value - mean) ** 2, 0);
    if (total <= 0) continue;
    counted += 1;
    columns.forEach((_, column) => {
      shares[column] = (shares[column] ?? 0) + marginalVariance(leaves, domain, column, mean) / total;
    });
  }
  return shares.map((sum) => (counted === 0 ? 0 : sum / counted));
}

function leavesOf(node: TreeNode, box: Leaf['box']): readonly Leaf[] {
  if ('value' in node) return [{ value: node.value, box }];
  const { column, at } = node;
  const cut = (side: 0 | 1): Leaf['box'] =>
    box.map(([low, high], index) => (index !== column ? [low, high] : side === 0 ? [low, at] : [at, high]));
  return [...leavesOf(node.below, cut(0)), ...leavesOf(node.above, cut(1))];
}

/** The share of the domain that a leaf has; without one column where that is named. */
function share({ box }: Leaf, domain: Leaf['box'], without?: number): number {
  return box.reduce((product, [low, high], column) => {
    const [from = 0, to = 1] = domain[column] ?? [];
    return column === without || to === from ? product : (product * (high - low)) / (to - from);
  }, 1);
}

/** The variance over one column of the mean over all others. */
function marginalVariance(leaves: readonly Leaf[], domain: Leaf['box'], column: number, mean: number): number {
  const [from = 0, to = 1] = domain[column] ?? [];
  const edges = [...new Set(leaves.flatMap(({ box }) => box[column] ?? []))].sort((a, b) => a - b);
  return edges.slice(1).reduce((variance, high, index) => {
    const middle = ((edges[index] ?? from) + high) / 2;
    const here = leaves.filter(({ box }) => (box[column]?.[0] ?? from) < middle && middle < (box[column]?.[1] ?? to));
    const marginal = here.reduce((sum, leaf) => sum + share(leaf, domain, column) * leaf.value, 0);
    return variance + ((high - (edges[index] ?? from)) / (to - from)) * (marginal - mean) ** 2;
  }, 0);
}
