const none = Number.NaN;

/**
 * How much five tasks of Taskonomy help each other, rows being the helped ones: TAG_network_selection.ipynb of C. Fifty et al., Efficiently
 * Identifying Task Groupings for Multi-Task Learning (NeurIPS 2021). Segmentation, normals, depth, keypoints, edges.
 */
export const tagAffinity: readonly (readonly number[])[] = [
  [none, 0.04891036, 0.1153743, 0.00454725, 0.00877614],
  [0.13982368, none, 0.22096194, 0.01049377, 0.07645967],
  [0.41355851, 0.29141476, none, 0.01353652, 0.07395688],
  [0.02109853, 0.01072901, 0.01336598, none, 0.68973589],
  [0.05669202, 0.03600666, 0.03668338, 0.30372135, none],
];

/** The sums of the cosines of their gradients, from there. */
export const tagCosine: readonly (readonly number[])[] = [
  [none, 0.24237152, 0.25956921, 0.05406022, 0.08864023],
  [0.24237152, none, 0.91158292, 0.14588497, 0.28013964],
  [0.25956921, 0.91158292, none, 0.09153055, 0.15646469],
  [0.05406022, 0.14588497, 0.09153055, none, 2.96808157],
  [0.08864023, 0.28013964, 0.15646469, 2.96808157, none],
];
