import { nanoseconds } from './coefficients.ts';
import type { Work } from './graph-work.ts';

/** Milliseconds that a call is estimated to take on each engine. */
export interface Estimate {
  /** By ONNX Runtime's native library. */
  readonly native: number;
  /** By a module of WebAssembly. */
  readonly wasm: number;
}

/** What a second thread of the native engine does of the work of a first, and every further one. */
const shareOfThread = 0.7;

/** The work that the native engine divides between its threads. */
const divided: ReadonlySet<keyof Work> = new Set([
  'matmulFlops',
  'matmulElements',
  'convolutionFlops',
  'elementwise',
  'transcendental',
  'otherElements',
]);

/**
 * Estimates how long a call takes on either engine. The same work gives the same estimate everywhere: nothing is measured.
 *
 * @param work - What a call has to do.
 * @param threads - Threads that it may use; a module of WebAssembly uses one.
 */
export function estimateOf(work: Work, threads: number): Estimate {
  const speedUp = 1 + shareOfThread * (threads - 1);
  const counts = Object.entries(work) as [keyof Work, number][];
  const milliseconds = (engine: keyof Estimate, faster: number): number =>
    counts.reduce((sum, [what, count]) => {
      const cost = count * nanoseconds[engine][what];
      return sum + (divided.has(what) ? cost / faster : cost);
    }, 0) / 1e6;
  return { native: milliseconds('native', speedUp), wasm: milliseconds('wasm', 1) };
}
