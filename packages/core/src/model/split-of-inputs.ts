import type { Inputs, Split } from '../data/dataset.ts';
import { sizeOf } from '../size-of.ts';
import { ShapeError } from '../errors.ts';
import type { TensorSpec } from '../layers/layer.ts';
import { show } from '../show.ts';

/**
 * Examples without labels, checked.
 *
 * @param specs - What one example of each input is.
 * @param inputs - The examples of each input one after the other; where there is one input they may stand alone.
 * @throws {@link ShapeError} when they are not whole examples.
 */
export function splitOfInputs(specs: Inputs<TensorSpec>, inputs: Split['inputs'] | Split['inputs'][string]): Split {
  const [first = '', ...others] = Object.keys(specs);
  const named = ArrayBuffer.isView(inputs) && others.length === 0 ? { [first]: inputs } : (inputs as Split['inputs']);
  const counts = Object.entries(specs).map(([name, spec]) => {
    const values: unknown = Object.hasOwn(named, name) ? named[name] : undefined;
    if (!(values instanceof Float32Array || values instanceof Int32Array)) {
      throw new ShapeError(
        `predict: the input ${name} must be a Float32Array or an Int32Array, received ${show(values)}.`,
      );
    }
    const width = sizeOf(spec);
    if (values.length % width === 0) return values.length / width;
    throw new ShapeError(`predict: examples of ${width} numbers expected, received ${values.length} numbers.`);
  });
  if (new Set(counts).size > 1) {
    throw new ShapeError(`predict: inputs must have as many examples, have ${counts.join(', ')}.`);
  }
  return { size: counts[0] ?? 0, inputs: named, labels: {} };
}
