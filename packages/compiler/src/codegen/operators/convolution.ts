import type { Node, Value } from '../../graph/value.ts';
import { local } from '../wasm/code.ts';
import { Routine } from '../wasm/function-builder.ts';
import type { Access, Axis } from '../strided-view.ts';
import { type Job, whole } from '../kernel-launch.ts';
import { type Convolution, planOf } from '../loops/convolution-plan.ts';
import { convolve } from '../loops/convolve.ts';
import type { Sources } from '../storage.ts';

/** What is known how to be done. */
const attributesOf: Readonly<Record<string, readonly string[]>> = {
  Conv: ['strides', 'pads', 'dilations', 'group', 'kernel_shape'],
  ConvTranspose: ['strides', 'pads', 'dilations', 'group', 'kernel_shape', 'output_padding'],
};

/**
 * A convolution, or a transposed one.
 *
 * @param node - The node.
 * @param sources - Where values lie.
 * @returns `undefined` for other operators.
 */
export function convolutionOf(node: Node, sources: Sources): readonly Job[] | undefined {
  const known = Object.hasOwn(attributesOf, node.type) ? attributesOf[node.type] : undefined;
  const [x, w, bias] = node.inputs;
  const [value] = node.outputs;
  if (!known || !x || !w || value?.dtype !== 'float32') return undefined;
  if (!Object.keys(node.attributes).every((name) => known.includes(name))) return undefined;
  const seen = lyingInLines(x, sources);
  const filters = sources.lying(w);
  const plan = planOf(describe(node, { x, w, value }, { seen, filters }));
  const routine = new Routine(bias ? 5 : 4);
  const places = { x: local(0), w: local(1), ...(bias ? { bias: local(2) } : {}) };
  const code = convolve(routine, plan, { ...places, y: local(bias ? 3 : 2), scratch: local(bias ? 4 : 3) });
  const reads = [seen, filters, ...(bias ? [sources.of(bias)] : [])];
  return [{ code: routine.finish(code), reads, writes: [whole(value)], scratch: plan.scratch }];
}

function describe(
  { type, attributes }: Node,
  { x, w, value }: { x: Value; w: Value; value: Value },
  { seen, filters }: { seen: Access; filters: Access },
): Convolution {
  const isTransposed = type === 'ConvTranspose';
  const groups = typeof attributes.group === 'number' ? attributes.group : 1;
  const setting = (name: string, axis: number, otherwise: number): number => {
    const list = attributes[name];
    return Array.isArray(list) ? Number(list[axis] ?? otherwise) : otherwise;
  };
  const [batch, channels, ...input] = x.shape;
  const [, all, ...output] = value.shape;
  const [pictures, channel, ...space] = seen.axes;
  const [first, second, ...taps] = filters.axes.map(({ stride }) => stride);
  const [inputs, outputs] = [(channels ?? 1) / groups, (all ?? 1) / groups];
  return {
    ...{ batch: batch ?? 1, groups, inputs, outputs, isTransposed, space },
    ...{ picture: pictures?.stride ?? 0, channel: channel?.stride ?? 0 },
    axes: input.map((length, axis) => ({
      ...{ input: length, output: output[axis] ?? 1, taps: w.shape[axis + 2] ?? 1 },
      ...{ stride: setting('strides', axis, 1), dilation: setting('dilations', axis, 1) },
      before: setting('pads', axis, 0),
    })),
    filter: {
      ...{ out: (isTransposed ? second : first) ?? 0, in: (isTransposed ? first : second) ?? 0, taps },
      group: (first ?? 0) * (isTransposed ? inputs : outputs),
    },
  };
}

/** How a value is gone through along its axes; the last may be several axes of what it was before it was transposed and reshaped. */
function lyingInLines(value: Value, sources: Sources): Access {
  const own = sources.lying(value);
  let before = value;
  for (let node = sources.nodeOf(before); node?.type === 'Reshape' && node.inputs[0]; node = sources.nodeOf(before)) {
    before = node.inputs[0];
  }
  if (before === value || sources.nodeOf(before)?.type !== 'Transpose') return own;
  const { axes, ...access } = sources.lying(before);
  const found = split(axes, value.shape);
  return found ? { ...access, axes: found } : own;
}

/** The same walk along the axes of another shape, of which only the last may be several. */
function split(axes: readonly Axis[], shape: readonly number[]): readonly Axis[] | undefined {
  const left = axes.filter(({ length }) => length > 1);
  const found = shape.map((length, axis): readonly Axis[] | undefined => {
    const own: Axis[] = [];
    let size = 1;
    while (size < length) {
      const next = left.shift();
      if (!next) return undefined;
      own.push(next);
      size *= next.length;
    }
    if (size !== length || (own.length > 1 && axis < shape.length - 1)) return undefined;
    return own.length > 0 ? own : [{ length: 1, stride: 0 }];
  });
  return found.every((own) => own !== undefined) ? found.flat() : undefined;
}
