import type { Node, Value } from '../../graph/value.ts';
import { local } from '../wasm/code.ts';
import { FunctionBuilder } from '../wasm/function-builder.ts';
import type { StridedView, Axis } from '../strided-view.ts';
import { type KernelLaunch, wholeBuffer } from '../kernel-launch.ts';
import { type Convolution, planConvolution } from '../loops/convolution-plan.ts';
import { convolve } from '../loops/convolve.ts';
import type { Storage } from '../storage.ts';

/** The attributes that are supported. */
const knownAttributes: Readonly<Record<string, readonly string[]>> = {
  Conv: ['strides', 'pads', 'dilations', 'group', 'kernel_shape'],
  ConvTranspose: ['strides', 'pads', 'dilations', 'group', 'kernel_shape', 'output_padding'],
};

/**
 * A convolution, or a transposed one.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerConvolution(node: Node, storage: Storage): readonly KernelLaunch[] | undefined {
  const known = Object.hasOwn(knownAttributes, node.type) ? knownAttributes[node.type] : undefined;
  const [x, w, bias] = node.inputs;
  const [value] = node.outputs;
  if (!known || !x || !w || value?.dtype !== 'float32') return undefined;
  if (!Object.keys(node.attributes).every((name) => known.includes(name))) return undefined;
  const image = imageView(x, storage);
  const filters = storage.layout(w);
  const plan = planConvolution(describe(node, { x, w, value }, { image, filters }));
  const routine = new FunctionBuilder(bias ? 5 : 4);
  const pointers = { x: local(0), w: local(1), ...(bias ? { bias: local(2) } : {}) };
  const code = convolve(routine, plan, { ...pointers, y: local(bias ? 3 : 2), scratch: local(bias ? 4 : 3) });
  const reads = [image, filters, ...(bias ? [storage.sliceOf(bias)] : [])];
  return [{ kernel: routine.finish(code), reads, writes: [wholeBuffer(value)], scratch: plan.scratch }];
}

function describe(
  { type, attributes }: Node,
  { x, w, value }: { x: Value; w: Value; value: Value },
  { image, filters }: { image: StridedView; filters: StridedView },
): Convolution {
  const isTransposed = type === 'ConvTranspose';
  const groups = typeof attributes.group === 'number' ? attributes.group : 1;
  const setting = (name: string, axis: number, otherwise: number): number => {
    const list = attributes[name];
    return Array.isArray(list) ? Number(list[axis] ?? otherwise) : otherwise;
  };
  const [batch, channels, ...input] = x.shape;
  const [, all, ...output] = value.shape;
  const [images, channel, ...space] = image.axes;
  const [first = 0, second = 0, ...positions] = filters.axes.map(({ stride }) => stride);
  const [inputChannels, outputChannels] = [(channels ?? 1) / groups, (all ?? 1) / groups];
  return {
    batch: batch ?? 1,
    groups,
    inputChannels,
    outputChannels,
    isTransposed,
    space,
    imageStride: images?.stride ?? 0,
    channelStride: channel?.stride ?? 0,
    axes: input.map((length, axis) => ({
      input: length,
      output: output[axis] ?? 1,
      kernel: w.shape[axis + 2] ?? 1,
      stride: setting('strides', axis, 1),
      dilation: setting('dilations', axis, 1),
      padding: setting('pads', axis, 0),
    })),
    filter: {
      out: isTransposed ? second : first,
      in: isTransposed ? first : second,
      positions,
      group: first * (isTransposed ? inputChannels : outputChannels),
    },
  };
}

/** The strided view of an image, also of one that was transposed and then reshaped: its last axis may be several axes in memory. */
function imageView(value: Value, storage: Storage): StridedView {
  const own = storage.layout(value);
  let before = value;
  for (
    let node = storage.producerOf(before);
    node?.type === 'Reshape' && node.inputs[0];
    node = storage.producerOf(before)
  ) {
    before = node.inputs[0];
  }
  if (before === value || storage.producerOf(before)?.type !== 'Transpose') return own;
  const { axes, ...view } = storage.layout(before);
  const found = splitLastAxis(axes, value.shape);
  return found ? { ...view, axes: found } : own;
}

/** A view with the axes of another shape, of which only the last may be several axes. */
function splitLastAxis(axes: readonly Axis[], shape: readonly number[]): readonly Axis[] | undefined {
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
