import type { Value } from '../graph/value.ts';
import type { HostTensor } from '../host-tensor.ts';

/** A JavaScript function that is called from the middle of a compiled function. */
export type HostFunction = (...inputs: readonly HostTensor[]) => ArrayLike<number>;

/** What the ops of a function that is being traced leave behind beside nodes. */
export interface Recording {
  /** The values that are to be filled with random numbers at each run. */
  readonly random: Value[];
  /** The functions of the host, in the order of the graph's calls to them. */
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
