import { withDropout } from './dropout.ts';
import { withNoiseLayers } from './noise-layers.ts';

/**
 * Runs a function in which what draws random numbers while a model trains, dropout and the noise layers, draws them anew at each run of the
 * compiled function.
 *
 * @param run - The function.
 */
export function withRandomLayers<Result>(run: () => Result): Result {
  return withDropout(() => withNoiseLayers(run));
}
