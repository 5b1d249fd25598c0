/** Targets are kept this far from −1 and 1, which no finite step reaches. */
const margin = 1e-8;

/**
 * The multiple of a unit direction to add to a unit vector so that their cosine rises to a target.
 *
 * @param cosine - The cosine now.
 * @param target - The cosine to reach.
 */
export function stepToCosine(cosine: number, target: number): number {
  const aim = Math.min(Math.max(target, margin - 1), 1 - margin);
  const height = Math.sqrt((1 - cosine) * (1 + cosine));
  return Math.max((aim * height) / Math.sqrt((1 - aim) * (1 + aim)) - cosine, 0);
}
