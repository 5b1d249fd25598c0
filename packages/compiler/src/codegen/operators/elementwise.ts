import type { GraphType, Node } from '../../graph/value.ts';
import type { Code } from '../wasm/code.ts';
import { erf } from '../wasm/math/error-function.ts';
import { exp } from '../wasm/math/exponential.ts';
import { cosh, sinh } from '../wasm/math/hyperbolic.ts';
import { acosh, asinh, atanh } from '../wasm/math/inverse-hyperbolic.ts';
import { acos, asin, atan } from '../wasm/math/inverse-trigonometric.ts';
import { log } from '../wasm/math/logarithm.ts';
import { pow } from '../wasm/math/power.ts';
import { remainder, integerPow, integerRemainder } from '../wasm/math/remainder.ts';
import { tanh, sigmoid, softplus } from '../wasm/math/sigmoid.ts';
import { cos, sin, tan } from '../wasm/math/trigonometric.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { bits, f32x4, i32x4 } from '../wasm/simd.ts';

/** Emits an operator on vectors of four elements, which are in locals. */
type Emitter = (routine: FunctionBuilder, inputs: readonly Code[], node: Node) => Code;

/** An operator that is a single instruction. */
const singleInstruction =
  (instruction: Code): Emitter =>
  (_, inputs) => [...inputs.flat(), ...instruction];

/**
 * The maximum or minimum of any number of operands; NaN if one of them is. With a constant operand another instruction does
 * the same, and faster.
 */
const variadic =
  (instruction: Code, besideKnown = instruction): Emitter =>
  (_, inputs, node) => {
    const isKnown = (index: number): boolean => !Number.isNaN(node.inputs[index]?.scalar ?? NaN);
    const [known, unknown] = [
      inputs.filter((_input, index) => isKnown(index)),
      inputs.filter((_input, index) => !isKnown(index)),
    ];
    const [first = [], ...others] = [...unknown, ...known];
    return [
      ...first,
      ...others.flatMap((other, index) => [...other, ...(index + 1 < unknown.length ? instruction : besideKnown)]),
    ];
  };

/** A unary operator. */
const unary =
  (write: (routine: FunctionBuilder, x: Code, node: Node) => Code): Emitter =>
  (routine, [x = []], node) =>
    write(routine, x, node);

/** A binary operator. */
const binary =
  (write: (routine: FunctionBuilder, x: Code, y: Code) => Code): Emitter =>
  (routine, [x = [], y = []]) =>
    write(routine, x, y);

/**
 * A numeric attribute of a node.
 *
 * @param node - The node.
 * @param name - What it is called.
 * @param otherwise - What it is when it is not given.
 */
export function floatAttribute({ attributes }: Node, name: string, otherwise: number): number {
  const value = attributes[name];
  return typeof value === 'object' && 'float' in value ? value.float : otherwise;
}

/** a where a condition holds, else b. */
const choose = (a: Code, b: Code, condition: Code): Code => [...a, ...b, ...condition, ...bits.select];

/** The maximum or minimum of two elements by the comparison `less`. */
const whereLess = (a: Code, b: Code): Code => [...a, ...b, ...f32x4.less];

/** x clipped to [`low`, `high`]; NaN stays NaN. This is faster than a maximum that keeps the NaN of either operand. */
const clamp = (x: Code, low: Code, high: Code): Code => [...x, ...low, ...f32x4.larger, ...high, ...f32x4.lesser];

/** x where it is not negative, else slope · x. */
const leaky = (routine: FunctionBuilder, x: Code, slope: Code): Code =>
  choose([...x, ...slope, ...f32x4.multiply], x, whereLess(x, routine.float(0)));

/** Where x is negative, scale · (eˣ − 1). */
const exponentialUnit = (routine: FunctionBuilder, x: Code, scale: number): Code =>
  choose(
    [...exp(routine, x), ...routine.float(1), ...f32x4.subtract, ...routine.float(scale), ...f32x4.multiply],
    x,
    whereLess(x, routine.float(0)),
  );

const [seluAlpha, seluGamma] = [1.6732631921768188, 1.0507010221481323];

/** Operators on floats. */
const floats: Readonly<Record<string, Emitter>> = {
  Abs: singleInstruction(f32x4.abs),
  Acos: unary(acos),
  Acosh: unary(acosh),
  Add: singleInstruction(f32x4.add),
  Asin: unary(asin),
  Asinh: unary(asinh),
  Atan: unary(atan),
  Atanh: unary(atanh),
  Ceil: singleInstruction(f32x4.ceil),
  Clip: (_, [x = [], low = [], high = []]) => clamp(x, low, high),
  Cos: unary(cos),
  Cosh: unary(cosh),
  Div: singleInstruction(f32x4.divide),
  Elu: unary((routine, x, node) => exponentialUnit(routine, x, floatAttribute(node, 'alpha', 1))),
  Equal: singleInstruction(f32x4.equal),
  Erf: unary(erf),
  Exp: unary(exp),
  Floor: singleInstruction(f32x4.floor),
  Greater: singleInstruction(f32x4.greater),
  GreaterOrEqual: singleInstruction(f32x4.greaterOrEqual),
  HardSigmoid: unary((routine, x, node) => {
    const slope = routine.float(floatAttribute(node, 'alpha', 0.2));
    const line = [...x, ...slope, ...f32x4.multiply, ...routine.float(floatAttribute(node, 'beta', 0.5)), ...f32x4.add];
    return clamp(line, routine.float(0), routine.float(1));
  }),
  IsNaN: unary((_, x) => [...x, ...x, ...f32x4.notEqual]),
  IsInf: unary((routine, x) => [...x, ...f32x4.abs, ...routine.float(Infinity), ...f32x4.equal]),
  LeakyRelu: unary((routine, x, node) => leaky(routine, x, routine.float(floatAttribute(node, 'alpha', 0.01)))),
  Less: singleInstruction(f32x4.less),
  LessOrEqual: singleInstruction(f32x4.lessOrEqual),
  Log: unary(log),
  Max: variadic(f32x4.max, f32x4.larger),
  Min: variadic(f32x4.min, f32x4.lesser),
  Mod: binary(remainder),
  Mul: singleInstruction(f32x4.multiply),
  Neg: singleInstruction(f32x4.negate),
  Pow: binary(pow),
  PRelu: (routine, [x = [], slope = []]) => leaky(routine, x, slope),
  Reciprocal: unary((routine, x) => [...routine.float(1), ...x, ...f32x4.divide]),
  Relu: unary((routine, x) => [...x, ...routine.float(0), ...f32x4.larger]),
  Round: singleInstruction(f32x4.nearest),
  Selu: unary((routine, x) => [
    ...exponentialUnit(routine, x, seluAlpha),
    ...[...routine.float(seluGamma), ...f32x4.multiply],
  ]),
  Sigmoid: unary(sigmoid),
  Sign: unary((routine, x) => {
    const ones = [...x, ...routine.float(-0), ...bits.and, ...routine.float(1), ...bits.or];
    return choose(ones, x, [...x, ...f32x4.abs, ...routine.float(0), ...f32x4.greater]);
  }),
  Sin: unary(sin),
  Sinh: unary(sinh),
  Softplus: unary(softplus),
  Sqrt: singleInstruction(f32x4.squareRoot),
  Sub: singleInstruction(f32x4.subtract),
  Tan: unary(tan),
  Tanh: unary(tanh),
};

/** Operators on integers. */
const integers: Readonly<Record<string, Emitter>> = {
  Abs: singleInstruction(i32x4.abs),
  Add: singleInstruction(i32x4.add),
  Clip: (_, [x = [], low = [], high = []]) => [...x, ...low, ...i32x4.max, ...high, ...i32x4.min],
  Equal: singleInstruction(i32x4.equal),
  Greater: singleInstruction(i32x4.greater),
  GreaterOrEqual: singleInstruction(i32x4.greaterOrEqual),
  Less: singleInstruction(i32x4.less),
  LessOrEqual: singleInstruction(i32x4.lessOrEqual),
  Max: variadic(i32x4.max),
  Min: variadic(i32x4.min),
  Mul: singleInstruction(i32x4.multiply),
  Neg: singleInstruction(i32x4.negate),
  Pow: binary(integerPow),
  Relu: unary((routine, x) => [...x, ...routine.integer(0), ...i32x4.max]),
  Sign: unary((routine, x) => [...x, ...routine.integer(-1), ...i32x4.max, ...routine.integer(1), ...i32x4.min]),
  Sub: singleInstruction(i32x4.subtract),
};

/** Operators on bools: all bits of an element are set, or none. */
const booleans: Readonly<Record<string, Emitter>> = {
  And: singleInstruction(bits.and),
  Equal: singleInstruction(i32x4.equal),
  Not: singleInstruction(bits.not),
  Or: singleInstruction(bits.or),
};

/** Operators that are the identity. */
const anyType: Readonly<Record<string, Emitter>> = {
  Identity: (_, [x = []]) => x,
  Where: (_, [condition = [], a = [], b = []]) => choose(a, b, condition),
};

const tables: Readonly<Record<GraphType, Readonly<Record<string, Emitter>>>> = {
  float32: floats,
  int32: integers,
  bool: booleans,
  // Operators whose result may exceed 32 bits are not among them: integers have 32 bits here. Only indices are added.
  int64: { Add: singleInstruction(i32x4.add), Equal: singleInstruction(i32x4.equal), Mod: binary(integerRemainder) },
  string: {},
};

/** Conversions between types. */
const casts: Readonly<Record<string, Emitter>> = {
  // Values out of range, and NaN, become the smallest integer, as on most CPUs.
  'float32 int32': unary((routine, x) => [
    ...choose([...x, ...i32x4.fromFloats], routine.integer(-(2 ** 31)), [
      ...x,
      ...f32x4.abs,
      ...routine.float(2 ** 31),
      ...f32x4.less,
    ]),
  ]),
  'float32 bool': unary((routine, x) => [...x, ...routine.float(0), ...f32x4.notEqual]),
  'int32 float32': singleInstruction(f32x4.fromIntegers),
  'int32 bool': unary((routine, x) => [...x, ...routine.integer(0), ...i32x4.notEqual]),
  'int32 int64': unary((_, x) => x),
  'int64 int32': unary((_, x) => x),
  'bool float32': unary((routine, x) => [...x, ...routine.float(1), ...bits.and]),
  'bool int32': unary((routine, x) => [...x, ...routine.integer(1), ...bits.and]),
};

/**
 * The emitter of an elementwise operator.
 *
 * @param node - The node.
 * @returns `undefined` for others.
 */
export function emitterOf(node: Node): Emitter | undefined {
  const [first] = node.inputs;
  const [output] = node.outputs;
  if (!first || !output) return undefined;
  if (node.type === 'Cast') return casts[`${first.dtype} ${output.dtype}`];
  const table = tables[first.dtype];
  const own = Object.hasOwn(table, node.type) ? table[node.type] : undefined;
  return own ?? (Object.hasOwn(anyType, node.type) ? anyType[node.type] : undefined);
}
