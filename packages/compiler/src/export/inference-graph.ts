import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from '../errors.ts';
import { liveNodes } from '../graph/live-nodes.ts';
import type { Partition } from '../graph/partition.ts';
import { elementType, type Node, type Value } from '../graph/value.ts';
import { type Trace, trace } from '../trace/trace.ts';
import { readVariable } from '../variable-store.ts';
import { freeName } from './free-name.ts';
import type { ExportedFunction, InputSignature, OnnxSignature } from './signature.ts';
import { readTexts, writeTexts } from './texts.ts';

/**
 * A function as one graph whose inputs and outputs have the function's names, with the variables as constants of their
 * newest values.
 *
 * @param fn - The function.
 * @param signature - What it takes.
 * @param length - What stands for the axis of any length while the function is traced.
 * @throws {@link CompileError} when it cannot be one graph that gives the same outputs for the same inputs.
 */
export function inferenceGraph<Name extends string>(
  fn: ExportedFunction<Name>,
  { inputs, texts = {} }: OnnxSignature<Name>,
  length: number,
): Partition {
  const given = Object.entries<InputSignature>(inputs);
  const symbols = given.map(([name, { shape, dtype = 'float32' }]) => {
    const lengths = shape.map((axis) => (typeof axis === 'string' ? length : axis));
    return [name, { data: new Float32Array(0), shape: lengths, dtype }] as const;
  });
  const traced = trace(fn, [Object.fromEntries(symbols)]);
  const outputNames = namesOf(traced.template);
  const twice = outputNames.find((name) => Object.hasOwn(inputs, name));
  if (twice !== undefined) {
    throw new CompileError(`exportOnnx: the name ${twice} must not be both an input's and an output's.`);
  }
  checkPure(traced);

  const renamed = new Renamed([...symbols.map(([name]) => name), ...outputNames]);
  const readings = traced.inputs.flatMap((input, index) => {
    const [name = input.name, signature] = given[index] ?? [];
    const numbers = { ...input, name: signature?.texts ? freeName(name, renamed.taken) : name };
    renamed.set(input, numbers);
    return signature?.texts ? [readTexts(name, numbers, signature.texts)] : [];
  });
  for (const { variable, before } of traced.variables) {
    if (!before) continue;
    renamed.set(before, {
      ...before,
      name: freeName(variable.name, renamed.taken),
      constant: readVariable(variable).data,
    });
  }
  const nodes = liveNodes(traced.graph, traced.outputs).map((node) => renamed.node(node));
  const ends = traced.outputs.map((output, index): readonly Node[] => {
    const [name, value] = [outputNames[index] ?? output.name, renamed.value(output)];
    const named = Object.hasOwn(texts, name) ? texts[name] : undefined;
    return named ? writeTexts(name, value, named, (wished) => freeName(wished, renamed.taken)) : [end(value, name)];
  });
  const textOf = new Map(readings.map(({ inputs: [text], outputs: [numbers] }) => [numbers, text]));
  return {
    nodes: [...readings, ...nodes, ...ends.flat()],
    inputs: traced.inputs.map((input) => textOf.get(renamed.value(input)) ?? renamed.value(input)),
    outputs: ends.flatMap((last) => last.at(-1)?.outputs ?? []),
  };
}

/** Gives a value an output's name: one value may have two names, and may be an unchanged input. */
function end(value: Value, name: string): Node {
  const cast = value.dtype === 'int64';
  const output: Value = { name, shape: value.shape, dtype: cast ? 'int32' : value.dtype };
  return {
    type: cast ? 'Cast' : 'Identity',
    inputs: [value],
    outputs: [output],
    attributes: cast ? { to: elementType.int32 } : {},
  };
}

function namesOf(template: unknown): readonly string[] {
  const plain = typeof template === 'object' && template !== null && !Array.isArray(template);
  const outputs = plain && !(template instanceof tf.Tensor) ? Object.entries(template) : [];
  if (outputs.length === 0 || !outputs.every(([, output]) => output instanceof tf.Tensor)) {
    throw new CompileError('exportOnnx: the function must give an object of tensors, by the names of the outputs.');
  }
  return outputs.map(([name]) => name);
}

function checkPure({ variables, hostFunctions, random }: Trace): void {
  const assigned = variables.find(({ after }) => after);
  if (assigned) {
    throw new CompileError(
      `exportOnnx: the function assigns the variable ${assigned.variable.name}, and a file keeps nothing from run to run; export what it computes from the variables.`,
    );
  }
  if (hostFunctions.length > 0) {
    throw new CompileError('exportOnnx: the function calls the host (hostCallback), which a file cannot do.');
  }
  if (random.length > 0) {
    throw new CompileError(
      'exportOnnx: the function draws random numbers (randomUniform), which a file cannot do; export it as it is outside training.',
    );
  }
}

/** The values of a graph by their names in a file. */
class Renamed {
  readonly taken: Set<string>;
  readonly #values = new Map<Value, Value>();

  constructor(taken: readonly string[]) {
    this.taken = new Set(taken);
  }

  set(value: Value, renamed: Value): void {
    this.#values.set(value, renamed);
  }

  value(value: Value): Value {
    const known = this.#values.get(value);
    if (known) return known;
    const renamed = { ...value, name: freeName(value.name, this.taken) };
    this.set(value, renamed);
    return renamed;
  }

  node({ inputs, outputs, ...node }: Node): Node {
    const values = inputs.map((input) => input && this.value(input));
    return { ...node, inputs: values, outputs: outputs.map((output) => this.value(output)) };
  }
}
