import type { GatherV2Attrs, NamedAttrMap, ScatterNdAttrs, SparseToDenseAttrs, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { indexingOp, outOfRange } from '../trace/index-sites.ts';
import { override } from '../wasm-backend/override.ts';

type Inputs = Readonly<Record<string, Tensor | undefined>>;

/**
 * Makes a backend count negative indices from the end, and refuse those out of range with a sentence that names the op, as the
 * compiled engines do: TensorFlow.js' WebAssembly backend reads and writes other memory.
 *
 * @param backend - The backend.
 */
export function checkIndices(backend: string): void {
  checked('GatherV2', 'indices', backend, ({ x }, attrs) => [
    x?.shape.at((attrs as unknown as GatherV2Attrs).axis) ?? 1,
  ]);
  checked('GatherNd', 'indices', backend, ({ params }) => params?.shape ?? []);
  checked('ScatterNd', 'indices', backend, (_, attrs) => (attrs as unknown as ScatterNdAttrs).shape);
  checked('TensorScatterUpdate', 'indices', backend, ({ tensor }) => tensor?.shape ?? []);
  checked(
    'SparseToDense',
    'sparseIndices',
    backend,
    (_, attrs) => (attrs as unknown as SparseToDenseAttrs).outputShape,
  );
}

function checked(
  name: string,
  of: string,
  backend: string,
  lengthsOf: (inputs: Inputs, attrs: NamedAttrMap) => readonly number[],
): void {
  override<string>(
    name,
    ({ inputs, attrs, stock, read }) => {
      const indices = inputs[of];
      if (!indices) return stock();
      const lengths = lengthsOf(inputs, attrs);
      const isList = name === 'GatherV2' || (name === 'SparseToDense' && indices.shape.length < 2);
      const depth = isList ? 1 : (indices.shape.at(-1) ?? 1);
      const numbers = read(indices);
      const lengthAt = (place: number): number => lengths[place % depth] ?? 1;
      const wrong = numbers.findIndex((index, place) => index < -lengthAt(place) || index >= lengthAt(place));
      if (wrong >= 0) throw outOfRange(indexingOp(), numbers[wrong] ?? 0, lengthAt(wrong));
      if (numbers.every((index) => index >= 0)) return stock();
      const fromStart = Int32Array.from(numbers, (index, place) => (index < 0 ? index + lengthAt(place) : index));
      const whole = tf.tensor(fromStart, indices.shape);
      return tf.engine().runKernel<Tensor>(name, { ...inputs, [of]: whole }, attrs);
    },
    backend,
  );
}
