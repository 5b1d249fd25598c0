import { elementType, type Node, type TensorSpec, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { type Add, constant, listed, specOf } from './replaced-nodes.ts';

/**
 * Sums int32 as int64, and takes the low bits.
 *
 * @param node - The sum.
 * @param add - Adds nodes.
 */
export function intSum(node: Node, add: Add): readonly Node[] | undefined {
  const { type, inputs, attributes, outputs } = node;
  const [x, ...others] = inputs;
  if (x?.dtype !== 'int32') return undefined;
  const wide = add('Cast', [x], { shape: x.shape, dtype: 'int64' }, { to: elementType.int64 });
  const result = add(type, [wide, ...others], { ...specOf(node), dtype: 'int64' }, attributes);
  return [{ type: 'Cast', inputs: [result], attributes: { to: elementType.int32 }, outputs }];
}

/** Bits of an exponent that is not negative. */
const exponentBits = 31;

/**
 * Raises int32 to a power by squaring. A negative exponent gives 1 / x truncated: 0, but for 1 and −1.
 *
 * @param node - The power.
 * @param add - Adds nodes.
 */
export function intPower(node: Node, add: Add): readonly Node[] | undefined {
  const [base, exponent] = node.inputs;
  if (base?.dtype !== 'int32' || exponent?.dtype !== 'int32') return undefined;
  const spec = specOf(node);
  const [one, two, zero] = [1, 2, 0].map((number) => constant(number, 'int32'));
  const truth = (shape: readonly number[]): TensorSpec => ({ shape, dtype: 'bool' });
  let rest = add('Abs', [exponent], exponent);
  let [square, product]: [Value, Value | undefined] = [base, undefined];
  const known = exponent.scalar === undefined ? exponentBits : Math.abs(exponent.scalar).toString(2).length;
  for (let bit = 0; bit < known; bit += 1) {
    const half = add('Div', [rest, two], exponent);
    const odd = add('Sub', [rest, add('Mul', [half, two], exponent)], exponent);
    const isOdd = add('Equal', [odd, one], truth(exponent.shape));
    const factor = add('Where', [isOdd, square, one], spec);
    product = product ? add('Mul', [product, factor], spec) : factor;
    square = add('Mul', [square, square], base);
    rest = half;
  }
  const isUnit = add('Equal', [add('Abs', [base], base), one], truth(base.shape));
  const isWhole = add('Not', [add('Less', [exponent, zero], truth(exponent.shape))], truth(exponent.shape));
  const isKept = add('Or', [isUnit, isWhole], truth(spec.shape));
  return [{ type: 'Where', inputs: [isKept, product, zero], attributes: {}, outputs: node.outputs }];
}

/**
 * Multiplies int32 along axes by multiplying one half with the other.
 *
 * @param node - The product.
 * @param add - Adds nodes.
 */
export function intProduct({ inputs, attributes, outputs }: Node, add: Add): readonly Node[] | undefined {
  const [x] = inputs;
  const [output] = outputs;
  if (x?.dtype !== 'int32' || !output) return undefined;
  const all = x.shape.map((_, axis) => axis);
  const axes = Array.isArray(attributes.axes) ? attributes.axes.map(Number) : all;
  const perm = [...axes, ...all.filter((axis) => !axes.includes(axis))];
  const { dtype } = x;
  const turned = add('Transpose', [x], { shape: perm.map((axis) => x.shape[axis] ?? 1), dtype }, { perm });
  const columns = sizeOf(output.shape);
  let length = sizeOf(x.shape) / columns;
  let rest = add('Reshape', [turned, listed([length, columns])], { shape: [length, columns], dtype });
  const rows = (from: number, to: number): Value =>
    add('Slice', [rest, listed([from]), listed([to]), listed([0])], { shape: [to - from, columns], dtype });
  while (length > 1) {
    const half = Math.floor(length / 2);
    const product = add('Mul', [rows(0, half), rows(half, 2 * half)], { shape: [half, columns], dtype });
    const isOdd = length % 2 === 1;
    const whole = { shape: [half + Number(isOdd), columns], dtype };
    rest = isOdd ? add('Concat', [product, rows(2 * half, length)], whole, { axis: 0 }) : product;
    length = half + Number(isOdd);
  }
  return [{ type: 'Reshape', inputs: [rest, listed(output.shape)], attributes: {}, outputs }];
}
