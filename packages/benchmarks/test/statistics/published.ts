/**
 * The ranks of four trees on fourteen data sets by the area under the curve, and the mean ranks that the paper prints: J. Demšar,
 * Statistical Comparisons of Classifiers over Multiple Data Sets (JMLR 7, 2006), table 6. Columns: C4.5, with m, with cf, with both.
 */
export const demsar = {
  ranks: [
    [4, 3, 2, 1],
    [1, 2, 3, 4],
    [4, 1, 2, 3],
    [4, 1, 3, 2],
    [4, 2, 3, 1],
    [1, 2.5, 4, 2.5],
    [3, 2, 4, 1],
    [2.5, 2.5, 4, 1],
    [4, 3, 2, 1],
    [2.5, 2.5, 2.5, 2.5],
    [4, 2.5, 1, 2.5],
    [3, 2, 4, 1],
    [4, 1, 2, 3],
    [3, 1, 4, 2],
  ],
  meanRanks: ['3.143', '2.000', '2.893', '1.964'],
} as const;
