import { type Density, drawIndex } from './density.ts';
import { kernelWeights } from './weights.ts';

/**
 * The density of a choice: every observation and the prior give each value 1/(n + 1), and an observation gives its own value 1 more.
 *
 * @param observations - Places of the values that were observed, the oldest first.
 * @param count - How many values there are.
 */
export function choiceDensity(observations: readonly number[], count: number): Density {
  const weights = kernelWeights(observations.length);
  const spread = 1 / (observations.length + 1);
  const probabilities = Array.from({ length: count }, (_, place) =>
    weights.reduce((sum, weight, index) => {
      const observed = observations[index];
      if (observed === undefined) return sum + weight / count;
      return sum + (weight * (spread + (observed === place ? 1 : 0))) / (spread * count + 1);
    }, 0),
  );
  return {
    sample: (draws) => drawIndex(probabilities, draws),
    at: (place) => probabilities[place] ?? 0,
  };
}
