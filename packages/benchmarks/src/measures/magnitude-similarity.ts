import type { PerTask } from '@equipoise/core';

/** How alike the gradients of two tasks are in size. */
export interface PairSimilarity {
  /** The first task's index, the smaller. */
  readonly first: number;
  /** The second task's index. */
  readonly second: number;
  /** From 0, one drowns the other, to 1, the same size. */
  readonly similarity: number;
}

/**
 * The gradient magnitude similarity of every two tasks. Gradients that conflict do harm above all where one of them is much larger. A pair
 * whose gradients are both 0 is left out.
 *
 *     Φ(gᵢ, gⱼ) = 2 ‖gᵢ‖ ‖gⱼ‖ / (‖gᵢ‖² + ‖gⱼ‖²)        ‖gᵢ‖² = Gᵢᵢ
 *
 * @param gramian - The inner products G of the task gradients.
 * @see T. Yu, S. Kumar, A. Gupta, S. Levine, K. Hausman, C. Finn. Gradient Surgery for Multi-Task Learning. NeurIPS 2020,
 *   definition 2. https://arxiv.org/abs/2001.06782
 */
export function magnitudeSimilarities(gramian: readonly PerTask[]): readonly PairSimilarity[] {
  const squares = gramian.map((row, task) => row[task] ?? 0);
  return squares.flatMap((a, first) =>
    squares.flatMap((b, second) => {
      const ratio = Math.sqrt(Math.min(a, b) / Math.max(a, b)); // By the ratio of the norms, which neither overflows nor underflows.
      return second > first && Number.isFinite(ratio)
        ? [{ first, second, similarity: (2 * ratio) / (1 + ratio ** 2) }]
        : [];
    }),
  );
}
