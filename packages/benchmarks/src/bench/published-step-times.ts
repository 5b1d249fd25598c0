/**
 * Published times of a training step in units of equal weights', by strategy and number of tasks: 2 on Cityscapes, 3 on NYUv2, 11 on
 * QM9 and 40 on CelebA, all in PyTorch on a graphics card.
 *
 * @see P. Xiao, C. Dong, S. Zou, K. Ji. LDC-MTL: Balancing Multi-Task Learning through Scalable Loss Discrepancy Control.
 *   2025. https://arxiv.org/abs/2502.08585 (the figure of running times)
 */
export const publishedStepTimes: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  ldc: { 2: 1.09, 3: 1.06, 11: 1.11, 40: 1.07 },
  go4align: { 2: 1.01, 3: 1.02, 11: 1.05, 40: 1.01 },
  famo: { 2: 1.18, 3: 1.19, 11: 1.13, 40: 1.07 },
  cagrad: { 2: 1.61, 3: 2.09, 11: 3.33, 40: 3.45 },
  'imtl-g': { 2: 1.7, 3: 2.1, 11: 3.44, 40: 3.05 },
  pcgrad: { 2: 1.5, 3: 2.23, 11: 3.96, 40: 8.7 },
  mgda: { 2: 2.05, 3: 2.32, 11: 6.76, 40: 5.28 },
  fairgrad: { 2: 2.06, 3: 2.33, 11: 6.5, 40: 9.14 },
  'nash-mtl': { 2: 2.07, 3: 2.34, 11: 6.58, 40: 12.49 },
};
