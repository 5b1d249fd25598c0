import { constantLoss } from './constant-loss.ts';

/**
 * The mean loss of the share of ones, predicted for every example, label by label: a one and a zero counted once more, so that neither is
 * impossible.
 *
 * @param training - The labels (0 or 1) that the shares are taken from, example by example.
 * @param measured - The labels that the loss is measured on.
 * @param labels - How many labels an example has.
 * @param loss - The loss of a share for a label.
 * @param weightOfOnes - How much a one counts beside a zero, for each label, in the share.
 */
export function sharesLoss(
  training: ArrayLike<number>,
  measured: ArrayLike<number>,
  labels: number,
  loss: (share: number, label: number, column: number) => number,
  weightOfOnes: (column: number) => number = () => 1,
): number {
  return constantLoss(training, measured, labels, (known, column) => {
    const ones = known.reduce((sum, label) => sum + label, 0);
    const [yes, no] = [(ones + 1) * weightOfOnes(column), known.length - ones + 1];
    const share = yes / (yes + no);
    return (label) => loss(share, label, column);
  });
}
