import type { Initializer } from '../layers/layer.ts';

/**
 * Shares that begin near the identity: `own` where two of the same meet, the rest divided evenly among the others; 1 for one alone. Axes after the
 * second have the same values everywhere.
 *
 * @param own - The share of the same, such as 0.9.
 */
export function nearIdentity(own: number): Initializer {
  return ([count = 1, , ...rest]) => {
    const repeated = rest.reduce((product, length) => product * length, 1);
    const other = count > 1 ? (1 - own) / (count - 1) : 0;
    const diagonal = count > 1 ? own : 1;
    return Float32Array.from({ length: count * count * repeated }, (_, index) => {
      const pair = Math.floor(index / repeated);
      return pair % (count + 1) === 0 ? diagonal : other;
    });
  };
}
