import { at } from '../at.ts';
import type { PerTask } from '../balancer.ts';
import { InvalidOptionError } from '../errors.ts';
import { integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';

/** Options of {@link branchByConflict}. */
export const branchByConflictOptions = optionsSchema('branchByConflict', {
  own: integer({ default: 1, min: 1, meaning: 'the number of stages that become those of one task each, at most' }),
  below: number({ default: 0, min: -1, max: 0, meaning: 'S: a cosine below it is a conflict' }),
});

/** The Gramians of the tasks in a step: one for each shared layer, by its path. */
export type LayerGramians = Readonly<Record<string, readonly PerTask[]>>;

/** Which stages of a `branched` model tasks should share, and why. */
export interface BranchProposal {
  /** Of each stage, the share of the pairs of tasks in all steps whose gradients conflict. */
  readonly conflicts: readonly number[];
  /** The option `groups` of `branched`. */
  readonly groups: readonly (readonly number[])[];
}

/**
 * Proposes which stages tasks should not share, from the conflict of their gradients while they shared all: the stages with the highest S-conflict score
 * become those of one task each. Stages without conflict stay shared. The gradients are those of a run with `branched()`, whose layers are in
 * `stages/STAGE`; of a stage with several layers, their Gramians add up.
 *
 *     score of a stage = Σ_steps Σ_{i<j} [cos(∇Lᵢ, ∇Lⱼ) < S]        here divided by the number of pairs in all steps
 *
 * Gradients of a task without labels in a step are 0, and in no conflict.
 *
 * @example
 * const { groups } = branchByConflict(gramians, { own: 2 });
 * await fit({ ...options, architecture: branched({ groups }) });
 *
 * @param steps - The Gramians of each step that was looked at.
 * @param options - How many stages, and what a conflict is.
 * @throws {@link InvalidOptionError} when an option is out of range, or the layers are not those of a `branched` model.
 * @see G. Shi, Q. Li, W. Zhang, J. Chen, X.-M. Wu. Recon: Reducing Conflicting Gradients From the Root For Multi-Task Learning. ICLR 2023.
 *   https://arxiv.org/abs/2302.11289
 */
export function branchByConflict(
  steps: readonly LayerGramians[],
  options: OptionsOf<typeof branchByConflictOptions> = {},
): BranchProposal {
  const { own, below } = branchByConflictOptions.read(options);
  const stages = steps.map(stageGramians);
  const [first = []] = stages;
  if (first.length === 0) {
    const expected = 'steps with Gramians of layers in stages/STAGE, as branched() names them';
    throw new InvalidOptionError('branchByConflict', 'steps', expected, Object.keys(steps[0] ?? {}));
  }
  const tasks = at(first, 0).length;
  const pairs = (tasks * (tasks - 1)) / 2;
  const conflicts = first.map((_, stage) => {
    const count = stages.reduce((sum, step) => sum + conflictsIn(at(step, stage), below), 0);
    return count / Math.max(1, pairs * stages.length);
  });
  const worst = [...conflicts.keys()]
    .filter((stage) => at(conflicts, stage) > 0)
    .sort((a, b) => at(conflicts, b) - at(conflicts, a) || a - b)
    .slice(0, own);
  const groups = conflicts.map((_, stage) =>
    Array.from({ length: tasks }, (__, task) => (worst.includes(stage) ? task : 0)),
  );
  return { conflicts, groups };
}

/** The Gramian of each stage: the sum of those of its layers. */
function stageGramians(layers: LayerGramians): readonly (readonly PerTask[])[] {
  const stages: (readonly PerTask[])[] = [];
  for (const [path, gramian] of Object.entries(layers)) {
    const [, stage] = /^stages\/(\d+)\//.exec(path) ?? [];
    if (stage === undefined) continue;
    const before = stages[Number(stage)];
    stages[Number(stage)] = gramian.map((row, i) => row.map((value, j) => value + (before?.[i]?.[j] ?? 0)));
  }
  return stages;
}

/** How many pairs of tasks have gradients whose cosine is below S. */
function conflictsIn(gramian: readonly PerTask[], below: number): number {
  return gramian.reduce((sum, row, i) => {
    const lower = row.slice(0, i).filter((product, j) => {
      const lengths = Math.sqrt(at(row, i) * at(at(gramian, j), j));
      return lengths > 0 && product / lengths < below;
    });
    return sum + lower.length;
  }, 0);
}
