import type { TargetOptions } from '../table/targets.ts';

/** The classes of Fashion-MNIST, in the order of their labels. */
export const garments = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];

/** The group of each class: Y. Seo, K. Shin. Hierarchical convolutional neural networks for fashion image classification. ESWA 2019. */
const groups = ['tops', 'bottoms', 'tops', 'dresses', 'outers', 'shoes', 'tops', 'shoes', 'accessories', 'shoes'];

/** What is said of a garment. */
export const garmentTargets: Readonly<Record<string, TargetOptions>> = {
  garment: { kind: 'multiclass', classes: garments },
  group: { kind: 'multiclass', classes: [...new Set(groups)] },
};

/** The tasks of {@link garmentTargets}, for cards. */
export const garmentTasks = [
  { name: 'garment', kind: 'multiclass', meaning: 'one of 10 garments' },
  {
    name: 'group',
    kind: 'multiclass',
    meaning: 'the group that the garment decides, one of 6: tops, bottoms, dresses …',
  },
];

/**
 * The columns of {@link garmentTargets}.
 *
 * @param labels - The labels of the file.
 */
export function garmentColumns(labels: ArrayLike<number>): Readonly<Record<string, readonly string[]>> {
  return {
    garment: Array.from(labels, (label) => garments[label] ?? ''),
    group: Array.from(labels, (label) => groups[label] ?? ''),
  };
}

/** The mean and the standard deviation of Fashion-MNIST's training pixels. */
export const garmentScale = { mean: [0.286], deviation: [0.353] };
