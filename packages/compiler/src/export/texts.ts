import type { Node, Value } from '../graph/value.ts';
import { elementType } from '../graph/value.ts';

/** The numbers that a function gets for the texts of an input. */
export interface TextNumbers {
  /** The number of each text that is known. */
  readonly numbers: ReadonlyMap<string, number>;
  /** The number of every other text. */
  readonly otherwise: number;
}

/**
 * Reads an input of texts as numbers.
 *
 * @param name - The input.
 * @param numbers - The numbers, as the function is given them.
 * @param texts - What they are of.
 */
export function readTexts(name: string, numbers: Value, texts: TextNumbers): Node {
  return {
    type: 'ai.onnx.ml:LabelEncoder',
    inputs: [{ name, shape: numbers.shape, dtype: 'string' }],
    outputs: [numbers],
    attributes: {
      keys_strings: [...texts.numbers.keys()],
      values_floats: { floats: [...texts.numbers.values()] },
      default_float: { float: texts.otherwise },
    },
  };
}

/**
 * Writes indices as an output of texts.
 *
 * @param name - The output.
 * @param indices - The indices.
 * @param texts - The text of each index, from 0.
 * @param free - Gives a name that nothing else has.
 */
export function writeTexts(
  name: string,
  indices: Value,
  texts: readonly string[],
  free: (wished: string) => string,
): readonly [Node, Node] {
  const { shape } = indices;
  const integers: Value = { name: free(`${name} index`), shape, dtype: 'int64' };
  return [
    { type: 'Cast', inputs: [indices], outputs: [integers], attributes: { to: elementType.int64 } },
    {
      type: 'ai.onnx.ml:LabelEncoder',
      inputs: [integers],
      outputs: [{ name, shape, dtype: 'string' }],
      attributes: { keys_int64s: [...texts.keys()], values_strings: texts, default_string: '' },
    },
  ];
}
