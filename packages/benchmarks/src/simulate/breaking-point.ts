import { type SimulatedOutcome, type SimulatedStudy, simulateStudy } from './simulate-study.ts';

/** Where a queue breaks. */
export interface BreakingPoint {
  /** The least number of workers whose utilisation is too low, within 2 %; null when there is none up to `most`. */
  readonly workers: number | null;
  /** The most workers that were tried. */
  readonly most: number;
  /** What a study with that many workers comes to; with `most` where that is not too many. */
  readonly outcome: SimulatedOutcome;
}

/** A utilisation below this is too low. */
export const leastUtilisation = 0.9;

/** Rounds at least: with fewer, the start and the end are a large part. */
const leastRounds = 10;

const fewest = 16;
const mostWorkers = 16_384;

/**
 * Finds by bisection from how many workers on their utilisation is below 0.9. Nothing fails, and every worker makes the same number of trials, at least 10, so that only the
 * queue and the coordinator can make workers wait.
 *
 * @param study - The study: its trials are rounded up to whole rounds of the workers.
 */
export function breakingPoint(study: SimulatedStudy): BreakingPoint {
  const tried = new Map<number, SimulatedOutcome>();
  const outcomeOf = (workers: number): SimulatedOutcome => {
    const rounds = Math.max(leastRounds, Math.ceil(study.trials / workers));
    const outcome =
      tried.get(workers) ?? simulateStudy({ ...study, workers, trials: rounds * workers, failures: 0, deaths: 0 });
    tried.set(workers, outcome);
    return outcome;
  };
  const breaks = (workers: number): boolean => outcomeOf(workers).utilisation < leastUtilisation;
  let [good, bad] = [0, fewest];
  while (!breaks(bad)) {
    if (bad === mostWorkers) return { workers: null, most: mostWorkers, outcome: outcomeOf(bad) };
    [good, bad] = [bad, 2 * bad];
  }
  while (bad - good > Math.max(1, good / 50)) {
    const middle = Math.floor((good + bad) / 2);
    if (breaks(middle)) bad = middle;
    else good = middle;
  }
  return { workers: bad, most: mostWorkers, outcome: outcomeOf(bad) };
}
