/**
 * Printed results of papers with the averages that the papers print for them.
 *
 * Cityscapes, two tasks of two metrics: B. Liu et al., FAMO (NeurIPS 2023), table 3, and H. Ban, K. Ji, Fair Resource
 * Allocation in Multi-Task Learning (ICML 2024), table 2. Columns: mIoU, pixel accuracy, absolute error, relative error, Δm.
 */
export const cityscapes = {
  tasks: ['segmentation', 'segmentation', 'depth', 'depth'],
  metrics: ['mean-iou', 'pixel-accuracy', 'absolute-error', 'relative-error'],
  higherIsBetter: [true, true, false, false],
  baseline: [74.01, 93.16, 0.0125, 27.77],
  rows: [
    ['ls', 75.18, 93.49, 0.0155, 46.77, 22.6],
    ['si', 70.95, 91.73, 0.0161, 33.83, 14.11],
    ['rlw', 74.57, 93.41, 0.0158, 47.79, 24.38],
    ['dwa', 75.24, 93.52, 0.016, 44.37, 21.45],
    ['uw', 72.02, 92.85, 0.014, 30.13, 5.89],
    ['mgda', 68.84, 91.54, 0.0309, 33.5, 44.14],
    ['pcgrad', 75.13, 93.48, 0.0154, 42.07, 18.29],
    ['graddrop', 75.27, 93.53, 0.0157, 47.54, 23.73],
    ['cagrad', 75.16, 93.48, 0.0141, 37.6, 11.64],
    ['imtl-g', 75.33, 93.49, 0.0135, 38.41, 11.1],
    ['moco', 75.42, 93.55, 0.0149, 34.19, 9.9],
    ['nash-mtl', 75.41, 93.66, 0.0129, 35.02, 6.82],
    ['famo', 74.54, 93.29, 0.0145, 32.59, 8.13],
    ['go4align', 72.63, 93.03, 0.0164, 27.58, 8.11],
    ['fairgrad', 75.72, 93.68, 0.0134, 32.25, 5.18],
    ['ldc', 74.53, 93.42, 0.0128, 26.79, -0.57],
  ],
} as const;

/**
 * QM9, eleven tasks of one metric (mean absolute error, lower is better): the same papers and M. Xu et al. (PSMGD, 2024).
 * After the eleven errors: the printed Δm (where one is), the mean rank among these thirteen with ties at the smaller rank.
 */
export const qm9 = {
  baseline: [0.0671, 0.1814, 60.576, 53.915, 0.5027, 4.539, 58.838, 64.244, 63.852, 66.223, 0.07212],
  rows: [
    {
      name: 'ls',
      errors: [0.11, 0.33, 73.6, 89.7, 5.2, 14.06, 143.4, 144.2, 144.6, 140.3, 0.13],
      deltaM: 177.6,
      rank: 9.0,
    },
    {
      name: 'si',
      errors: [0.31, 0.35, 149.8, 135.7, 1.0, 4.51, 55.3, 55.8, 55.8, 55.3, 0.11],
      deltaM: 77.8,
      rank: 5.36,
    },
    {
      name: 'rlw',
      errors: [0.11, 0.34, 76.9, 92.8, 5.87, 15.47, 156.3, 157.1, 157.6, 153, 0.14],
      deltaM: 203.8,
      rank: 10.36,
    },
    {
      name: 'dwa',
      errors: [0.11, 0.33, 74.1, 90.6, 5.09, 13.99, 142.3, 143, 143.4, 139.3, 0.13],
      deltaM: 175.3,
      rank: 8.64,
    },
    {
      name: 'uw',
      errors: [0.39, 0.43, 166.2, 155.8, 1.07, 4.99, 66.4, 66.8, 66.8, 66.2, 0.12],
      deltaM: 108.0,
      rank: 6.64,
    },
    {
      name: 'mgda',
      errors: [0.22, 0.37, 126.8, 104.6, 3.23, 5.69, 88.4, 89.4, 89.3, 88, 0.12],
      deltaM: 120.5,
      rank: 8.36,
    },
    {
      name: 'pcgrad',
      errors: [0.11, 0.29, 75.9, 88.3, 3.94, 9.15, 116.4, 116.8, 117.2, 114.5, 0.11],
      deltaM: 125.7,
      rank: 7.18,
    },
    {
      name: 'cagrad',
      errors: [0.12, 0.32, 83.5, 94.8, 3.22, 6.93, 114, 114.3, 114.5, 112.3, 0.12],
      deltaM: 112.8,
      rank: 8.18,
    },
    {
      name: 'imtl-g',
      errors: [0.14, 0.29, 98.3, 93.9, 1.75, 5.7, 101.4, 102.4, 102, 100.1, 0.1],
      deltaM: 77.2,
      rank: 6.64,
    },
    {
      name: 'nash-mtl',
      errors: [0.1, 0.25, 82.9, 81.9, 2.43, 5.38, 74.5, 75, 75.1, 74.2, 0.09],
      deltaM: 62.0,
      rank: 3.82,
    },
    { name: 'famo', errors: [0.15, 0.3, 94, 95.2, 1.63, 4.95, 70.82, 71.2, 71.2, 70.3, 0.1], deltaM: 58.5, rank: 5.09 },
    { name: 'pmgd', errors: [0.12, 0.25, 77.22, 74.36, 3.01, 6.61, 102.99, 103.47, 103.69, 101.63, 0.09], rank: 5.55 },
    {
      name: 'fairgrad',
      errors: [0.12, 0.25, 87.57, 84, 2.15, 5.07, 70.89, 71.17, 71.21, 70.88, 0.1],
      deltaM: 57.9,
      rank: 4.09,
    },
  ],
} as const;

const none = Number.NaN;

/**
 * How much five tasks of Taskonomy help each other, rows being the helped ones: TAG_network_selection.ipynb of C. Fifty et al., Efficiently
 * Identifying Task Groupings for Multi-Task Learning (NeurIPS 2021). Segmentation, normals, depth, keypoints, edges.
 */
export const tagAffinity = [
  [none, 0.04891036, 0.1153743, 0.00454725, 0.00877614],
  [0.13982368, none, 0.22096194, 0.01049377, 0.07645967],
  [0.41355851, 0.29141476, none, 0.01353652, 0.07395688],
  [0.02109853, 0.01072901, 0.01336598, none, 0.68973589],
  [0.05669202, 0.03600666, 0.03668338, 0.30372135, none],
];

/** The sums of the cosines of their gradients, from there. */
export const tagCosine = [
  [none, 0.24237152, 0.25956921, 0.05406022, 0.08864023],
  [0.24237152, none, 0.91158292, 0.14588497, 0.28013964],
  [0.25956921, 0.91158292, none, 0.09153055, 0.15646469],
  [0.05406022, 0.14588497, 0.09153055, none, 2.96808157],
  [0.08864023, 0.28013964, 0.15646469, 2.96808157, none],
];
