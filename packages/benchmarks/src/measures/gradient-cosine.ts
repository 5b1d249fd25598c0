import type { PerTask } from '@equipoise/core';

/** How the gradients of two tasks point at one step. */
export interface PairCosine {
  /** The first task's index, the smaller. */
  readonly first: number;
  /** The second task's index. */
  readonly second: number;
  /** The cosine of the angle between their gradients: 1 the same direction, 0 unrelated, below 0 in conflict. */
  readonly cosine: number;
}

/**
 * The cosine between the gradients of every two tasks. A pair with a zero gradient, such as a task that the batch has no
 * labels for, has no angle and is left out.
 *
 *     cos(gᵢ, gⱼ) = Gᵢⱼ / √(Gᵢᵢ Gⱼⱼ)        Gᵢⱼ = ⟨gᵢ, gⱼ⟩
 *
 * @param gramian - The inner products G of the task gradients.
 */
export function gradientCosines(gramian: readonly PerTask[]): readonly PairCosine[] {
  const norms = gramian.map((row, task) => Math.sqrt(row[task] ?? 0));
  return gramian.flatMap((row, first) =>
    row.flatMap((product, second) => {
      const cosine = product / (norms[first] ?? 0) / (norms[second] ?? 0);
      return second > first && Number.isFinite(cosine)
        ? [{ first, second, cosine: Math.min(1, Math.max(-1, cosine)) }]
        : [];
    }),
  );
}
