import type { Subgraph } from '../graph/partition.ts';
import { type Attribute, elementType, isConstant, type Node, type Value } from '../graph/value.ts';
import { ProtobufWriter } from './protobuf.ts';

/** The version of ONNX's operators that the kernels are written for, by their domain; 1 of others. */
const opsets: Readonly<Record<string, number>> = { '': 17, 'ai.onnx.ml': 3 };
/** The version of ONNX's file format. */
const irVersion = 8;

/** What a model file says beside its graph. */
export interface ModelProperties {
  /** The graph's name. */
  readonly name?: string;
  /** What the model is, in prose. */
  readonly description?: string;
  /** The model's own version. */
  readonly version?: number;
  /** Anything else, by keys of one's own. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** The shapes of inputs and outputs that have axes of any length: a name, or `undefined`, in place of a length. */
  readonly shapes?: ReadonlyMap<Value, readonly (number | string | undefined)[]>;
}

/**
 * A part of a graph as an ONNX model.
 *
 * @param part - The part.
 * @param properties - What the model says beside its graph.
 */
export function encode({ nodes, inputs, outputs }: Subgraph, properties: ModelProperties = {}): Uint8Array {
  const { name = 'equipoise', description, version, metadata = {}, shapes } = properties;
  const graph = new ProtobufWriter();
  const read = new Set([...nodes.flatMap((node) => node.inputs), ...outputs]);
  for (const node of nodes) graph.message(1, encodeNode(node, read));
  graph.string(2, name);
  for (const constant of constantsOf(nodes)) graph.message(5, encodeConstant(constant));
  for (const input of inputs) graph.message(11, encodeValue(input, shapes?.get(input)));
  for (const output of outputs) graph.message(12, encodeValue(output, shapes?.get(output)));
  const model = new ProtobufWriter().int(1, irVersion).string(2, 'equipoise');
  if (version !== undefined) model.int(5, version);
  if (description !== undefined) model.string(6, description);
  model.message(7, graph);
  for (const domain of new Set(['', ...nodes.map(({ type }) => operatorOf(type).domain)])) {
    model.message(8, new ProtobufWriter().string(1, domain).int(2, opsets[domain] ?? 1));
  }
  for (const [key, value] of Object.entries(metadata)) {
    model.message(14, new ProtobufWriter().string(1, key).string(2, value));
  }
  return model.finish();
}

function constantsOf(nodes: readonly Node[]): Set<Value> {
  const constants = new Set<Value>();
  for (const input of nodes.flatMap((node) => node.inputs)) if (input && isConstant(input)) constants.add(input);
  return constants;
}

/** Operators whose outputs after the first may be left out, which spares ONNX Runtime from computing them. */
const optionalOutputs = new Set(['MaxPool']);

function encodeNode({ type, inputs, outputs, attributes }: Node, read: ReadonlySet<Value | undefined>): ProtobufWriter {
  const node = new ProtobufWriter();
  for (const input of inputs) node.string(1, input?.name ?? '');
  const wanted = optionalOutputs.has(type)
    ? outputs.filter((output, index) => index === 0 || read.has(output))
    : outputs;
  for (const output of wanted) node.string(2, output.name);
  const { name, domain } = operatorOf(type);
  node.string(4, name);
  for (const [key, value] of Object.entries(attributes)) node.message(5, encodeAttribute(key, value));
  if (domain !== '') node.string(7, domain);
  return node;
}

/** The name of an operator, and the domain before it, as in `domain:Operator`; operators of ONNX itself have none. */
function operatorOf(type: string): { readonly name: string; readonly domain: string } {
  const [name = type, domain = ''] = type.split(':').reverse();
  return { name, domain };
}

function encodeAttribute(name: string, value: Attribute): ProtobufWriter {
  const attribute = new ProtobufWriter().string(1, name);
  if (typeof value === 'number') return attribute.int(3, value).int(20, 2);
  if (typeof value === 'string') return attribute.string(4, value).int(20, 3);
  if ('float' in value) return attribute.float(2, value.float).int(20, 1);
  if ('floats' in value) return attribute.bytes(7, new Uint8Array(Float32Array.from(value.floats).buffer)).int(20, 6);
  if (!isTexts(value)) return attribute.ints(8, value).int(20, 7);
  for (const text of value) attribute.string(9, text);
  return attribute.int(20, 8);
}

function isTexts(values: readonly (number | string)[]): values is readonly string[] {
  return typeof values[0] === 'string';
}

function encodeConstant({ name, shape, dtype, constant }: Value): ProtobufWriter {
  const tensor = new ProtobufWriter().ints(1, shape).int(2, elementType[dtype]).string(8, name);
  if (constant) tensor.bytes(9, new Uint8Array(constant.buffer, constant.byteOffset, constant.byteLength));
  return tensor;
}

function encodeValue(
  { name, shape, dtype }: Value,
  axes: readonly (number | string | undefined)[] = shape,
): ProtobufWriter {
  const dimensions = new ProtobufWriter();
  for (const length of axes) {
    const dimension = new ProtobufWriter();
    if (typeof length === 'number') dimension.int(1, length);
    if (typeof length === 'string') dimension.string(2, length);
    dimensions.message(1, dimension);
  }
  const tensor = new ProtobufWriter().int(1, elementType[dtype]).message(2, dimensions);
  return new ProtobufWriter().string(1, name).message(2, new ProtobufWriter().message(1, tensor));
}
