import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { traceBackend, traceBackendName } from '../trace/trace-backend.ts';

/** The inputs of a kernel, by the names that TensorFlow.js gives them; some may be left out. */
export type Inputs<Names extends string, Optional extends string> = Readonly<
  Record<Names, Value> & Partial<Record<Optional, Value>>
>;

/** Records what a kernel of TensorFlow.js computes. */
export type Translation<Names extends string, Attrs, Optional extends string> = (
  graph: Graph,
  inputs: Inputs<Names, Optional>,
  attrs: Attrs,
) => Value | readonly Value[];

const translated = new Set<string>();

/** The kernels of TensorFlow.js that are translated to ONNX, by name. */
export function translatedKernels(): readonly string[] {
  return [...translated].sort();
}

/**
 * Translates a kernel of TensorFlow.js. Its inputs are what the kernel's own type in TensorFlow.js says, as are `Attrs`.
 *
 * @param name - The kernel.
 * @param translate - Records what it computes.
 */
export function kernel<Names extends string, Attrs = NamedAttrMap, Optional extends string = never>(
  name: string,
  translate: Translation<Names, Attrs, Optional>,
): void {
  translated.add(name);
  tf.registerKernel({
    kernelName: name,
    backendName: traceBackendName,
    kernelFunc: ({ inputs, attrs }) => {
      const outputs = translate(traceBackend.graph, valuesOf<Names, Optional>(inputs), (attrs ?? {}) as Attrs);
      return isList(outputs) ? outputs.map(tensor) : tensor(outputs);
    },
  });
}

/**
 * Makes a kernel of TensorFlow.js an error on every engine: it cannot mean the same in a compiled function.
 *
 * @param name - The kernel.
 * @param why - Gives the error.
 */
export function refuse(name: string, why: () => Error): void {
  tf.registerKernel({
    kernelName: name,
    backendName: traceBackendName,
    kernelFunc: () => {
      throw why();
    },
  });
}

function valuesOf<Names extends string, Optional extends string>(inputs: NamedTensorInfoMap): Inputs<Names, Optional> {
  const given = Object.entries(inputs).filter((entry): entry is [string, TensorInfo] => Boolean(entry[1]));
  return Object.fromEntries(given.map(([name, input]) => [name, known(traceBackend.recorded(input))])) as Inputs<
    Names,
    Optional
  >;
}

function tensor(value: Value): TensorInfo {
  return traceBackend.tensorOf(known(value));
}

/** An empty tensor needs no node: ONNX Runtime refuses some empty shapes. */
function known(value: Value): Value {
  return sizeOf(value.shape) === 0 ? traceBackend.graph.scalarConstant(0, value.shape, value.dtype) : value;
}

function isList(outputs: Value | readonly Value[]): outputs is readonly Value[] {
  return Array.isArray(outputs);
}
