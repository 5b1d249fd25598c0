import { CompileError } from '../errors.ts';
import type { Runtime } from './runtime.ts';

/** The messages of ONNX Runtime, V8 and WebAssembly when memory is short. */
const outOfMemory =
  /failed to allocate|bad_alloc|Tensor shape is too large|Integer overflow|length_error|allocation failed|out of memory|memory access out of bounds|Invalid typed array length/i;

/**
 * A runtime whose failures are one sentence each.
 *
 * @param runtime - The runtime.
 */
export function explaining(runtime: Runtime): Runtime {
  const { engine } = runtime;
  return {
    engine,
    load: async (...parameters) => {
      const session = await runtime.load(...parameters).catch((error: unknown) => fail(engine, error));
      return {
        run: (inputs) => session.run(inputs).catch((error: unknown) => fail(engine, error)),
        release: () => session.release(),
      };
    },
  };
}

/**
 * The error to throw: one sentence about memory if JavaScript ran out of it, else the function's own
 * error.
 *
 * @param error - What was thrown.
 */
export function explained(error: unknown): unknown {
  // A RangeError is JavaScript's, a RuntimeError WebAssembly's.
  const isShort = error instanceof Error && /^(Range|Runtime)Error/.test(error.name) && outOfMemory.test(error.message);
  return isShort ? shortOfMemory('this process', error) : error;
}

function fail(engine: string, error: unknown): never {
  if (error instanceof CompileError) throw error;
  if (outOfMemory.test(String(error))) throw shortOfMemory(`the engine ${engine}`, error);
  throw new CompileError(`compile: the engine ${engine} could not run the function (${reasonOf(error)}).`, {
    cause: error,
  });
}

function shortOfMemory(who: string, cause: unknown): CompileError {
  return new CompileError(
    `compile: ${who} has not the memory that the function takes (${reasonOf(cause)}); give it smaller batches or tensors.`,
    { cause },
  );
}

/** A place in a source file of ONNX Runtime, and the function there. */
const inSource = /\/\S+\.(cc|h):\d+ .*?[)*] (?=[A-Z])/;

/** Characters of foreign messages that are shown at most. */
const longest = 200;

/**
 * The beginning of an error's message, without places in the source files of ONNX Runtime.
 *
 * @param error - What was thrown, or what it says.
 */
export function reasonOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n');
  const reason = line
    .replace(/^.*(ERROR_MESSAGE|Status Message|ONNXRuntimeError\] : \d+) ?: /, '')
    .replace(inSource, '');
  return reason.length > longest ? `${reason.slice(0, longest)}…` : reason;
}
