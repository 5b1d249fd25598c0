import { describe, expect, it } from 'vitest';

import { branchByConflict } from '../../src/architectures/branch-by-conflict.ts';

const gramian = (cosine: number): number[][] => [
  [4, 6 * cosine],
  [6 * cosine, 9],
];

describe('branchByConflict', () => {
  const steps = [-0.5, -0.2, 0.3].map((cosine) => ({
    'stages/0/0/dense-0': gramian(-cosine),
    'stages/1/0/dense-0': gramian(0.5),
    'stages/2/0/dense-0': gramian(cosine),
    'mixtures/beta': gramian(-1),
  }));

  it('gives the stages with most conflict to one task each', () => {
    const { conflicts, groups } = branchByConflict(steps);
    expect(conflicts).toEqual([1 / 3, 0, 2 / 3]);
    expect(groups).toEqual([
      [0, 0],
      [0, 0],
      [0, 1],
    ]);
  });

  it('gives none away without conflict, however many are asked for', () => {
    expect(branchByConflict(steps, { own: 3 }).groups).toEqual([
      [0, 1],
      [0, 0],
      [0, 1],
    ]);
    expect(branchByConflict(steps, { own: 3, below: -0.4 }).conflicts).toEqual([0, 0, 1 / 3]);
  });

  it('adds up the layers of a stage, and counts pairs of tasks', () => {
    const three = [
      [1, -0.5, 0],
      [-0.5, 1, 0],
      [0, 0, 0], // A task without labels.
    ];
    const other = three.map((row, i) => row.map((value, j) => (i === j ? value : -value)));
    const apart = branchByConflict([{ 'stages/0/0/conv2d-0': three, 'stages/1/0/dense-0': other }]);
    expect(apart.conflicts).toEqual([1 / 3, 0]);
    expect(branchByConflict([{ 'stages/0/0/conv2d-0': three, 'stages/0/0/batchNorm-0': other }]).conflicts).toEqual([
      0,
    ]);
  });

  it('refuses what has no stages, and options out of range', () => {
    expect(() => branchByConflict([])).toThrow('branchByConflict: option `steps` must be steps with Gramians');
    expect(() => branchByConflict([{ 'encoder/dense-0': gramian(1) }])).toThrow(
      'branchByConflict: option `steps` must be steps with Gramians of layers in stages/STAGE, as branched() names them, received ["encoder/dense-0"].',
    );
    expect(() => branchByConflict(steps, { below: 0.5 })).toThrow('branchByConflict: option `below` must be');
  });
});
