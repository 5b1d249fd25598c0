import type { Value } from '../graph/value.ts';
import type { HostTensor } from '../host-tensor.ts';

/** A host callback: a JavaScript function that a compiled function calls. */
export type HostFunction = (...inputs: readonly HostTensor[]) => ArrayLike<number>;

/** How random numbers are distributed: uniformly in [0, 1), or normally with the mean 0 and the variance 1. */
export type Distribution = 'uniform' | 'normal';

/** An input that is filled with random numbers at each run. */
export interface RandomInput {
  /** The value. */
  readonly value: Value;
  /** What its numbers are drawn from. */
  readonly distribution: Distribution;
}

/** What the ops of a traced function record besides nodes. */
export interface Recording {
  /** The inputs that are filled with random numbers at each run. */
  readonly random: RandomInput[];
  /** The host callbacks, in the order of the graph's calls. */
  readonly hostFunctions: HostFunction[];
}

let current: Recording | undefined;

/** The recording that is under way, if one is. */
export function recording(): Recording | undefined {
  return current;
}

/**
 * Runs a function with a recording under way.
 *
 * @param into - Where its ops leave what they leave.
 * @param run - The function.
 */
export function whileRecording<Result>(into: Recording, run: () => Result): Result {
  const before = current;
  current = into;
  try {
    return run();
  } finally {
    current = before;
  }
}
