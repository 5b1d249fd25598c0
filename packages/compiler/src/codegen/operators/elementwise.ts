import type { GraphType, Node } from '../../graph/value.ts';
import type { Code } from '../wasm/code.ts';
import { errorFunction } from '../wasm/math/error-function.ts';
import { exponential } from '../wasm/math/exponential.ts';
import { hyperbolicCosine, hyperbolicSine } from '../wasm/math/hyperbolic.ts';
import {
  inverseHyperbolicCosine,
  inverseHyperbolicSine,
  inverseHyperbolicTangent,
} from '../wasm/math/inverse-hyperbolic.ts';
import { inverseCosine, inverseSine, inverseTangent } from '../wasm/math/inverse-trigonometric.ts';
import { logarithm } from '../wasm/math/logarithm.ts';
import { power } from '../wasm/math/power.ts';
import { remainder, wholePower, wholeRemainder } from '../wasm/math/remainder.ts';
import { hyperbolicTangent, sigmoid, softplus } from '../wasm/math/sigmoid.ts';
import { cosineOf, sineOf, tangentOf } from '../wasm/math/trigonometric.ts';
import type { Routine } from '../wasm/function-builder.ts';
import { bits, f32x4, i32x4 } from '../wasm/simd.ts';

/** Writes what an operator gives for four numbers of each of its inputs, which are in variables. */
type Operator = (routine: Routine, inputs: readonly Code[], node: Node) => Code;

/** An operator that is one instruction. */
const plain =
  (instruction: Code): Operator =>
  (_, inputs) => [...inputs.flat(), ...instruction];

/**
 * The largest or smallest of any number of numbers; of NaN and others, NaN. Beside a number that is known another instruction gives
 * that too, and faster.
 */
const folded =
  (instruction: Code, besideKnown = instruction): Operator =>
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

/** An operator of one number. */
const of =
  (write: (routine: Routine, x: Code, node: Node) => Code): Operator =>
  (routine, [x = []], node) =>
    write(routine, x, node);

/** An operator of two numbers. */
const ofTwo =
  (write: (routine: Routine, x: Code, y: Code) => Code): Operator =>
  (routine, [x = [], y = []]) =>
    write(routine, x, y);

/**
 * A number among the settings of a node.
 *
 * @param node - The node.
 * @param name - What it is called.
 * @param otherwise - What it is when it is not given.
 */
export function setting({ attributes }: Node, name: string, otherwise: number): number {
  const value = attributes[name];
  return typeof value === 'object' && 'float' in value ? value.float : otherwise;
}

/** a where a condition holds, else b. */
const choose = (a: Code, b: Code, condition: Code): Code => [...a, ...b, ...condition, ...bits.select];

/** The larger, or the smaller, of two numbers as a comparison by `less` has it. */
const whereLess = (a: Code, b: Code): Code => [...a, ...b, ...f32x4.less];

/** x, not below `low` nor above `high`; NaN stays NaN: a processor does this faster than it finds a maximum with NaN on either side. */
const within = (x: Code, low: Code, high: Code): Code => [...x, ...low, ...f32x4.larger, ...high, ...f32x4.lesser];

/** x where it is not negative, else slope · x. */
const leaky = (routine: Routine, x: Code, slope: Code): Code =>
  choose([...x, ...slope, ...f32x4.multiply], x, whereLess(x, routine.float(0)));

/** Where x is negative, scale · (eˣ − 1). */
const exponentialUnit = (routine: Routine, x: Code, scale: number): Code =>
  choose(
    [...exponential(routine, x), ...routine.float(1), ...f32x4.subtract, ...routine.float(scale), ...f32x4.multiply],
    x,
    whereLess(x, routine.float(0)),
  );

const [seluAlpha, seluGamma] = [1.6732631921768188, 1.0507010221481323];

/** Operators on floats. */
const floats: Readonly<Record<string, Operator>> = {
  Abs: plain(f32x4.abs),
  Acos: of(inverseCosine),
  Acosh: of(inverseHyperbolicCosine),
  Add: plain(f32x4.add),
  Asin: of(inverseSine),
  Asinh: of(inverseHyperbolicSine),
  Atan: of(inverseTangent),
  Atanh: of(inverseHyperbolicTangent),
  Ceil: plain(f32x4.ceil),
  Clip: (_, [x = [], low = [], high = []]) => within(x, low, high),
  Cos: of(cosineOf),
  Cosh: of(hyperbolicCosine),
  Div: plain(f32x4.divide),
  Elu: of((routine, x, node) => exponentialUnit(routine, x, setting(node, 'alpha', 1))),
  Equal: plain(f32x4.equal),
  Erf: of(errorFunction),
  Exp: of(exponential),
  Floor: plain(f32x4.floor),
  Greater: plain(f32x4.greater),
  GreaterOrEqual: plain(f32x4.greaterOrEqual),
  HardSigmoid: of((routine, x, node) => {
    const slope = routine.float(setting(node, 'alpha', 0.2));
    const line = [...x, ...slope, ...f32x4.multiply, ...routine.float(setting(node, 'beta', 0.5)), ...f32x4.add];
    return within(line, routine.float(0), routine.float(1));
  }),
  IsNaN: of((_, x) => [...x, ...x, ...f32x4.notEqual]),
  IsInf: of((routine, x) => [...x, ...f32x4.abs, ...routine.float(Infinity), ...f32x4.equal]),
  LeakyRelu: of((routine, x, node) => leaky(routine, x, routine.float(setting(node, 'alpha', 0.01)))),
  Less: plain(f32x4.less),
  LessOrEqual: plain(f32x4.lessOrEqual),
  Log: of(logarithm),
  Max: folded(f32x4.max, f32x4.larger),
  Min: folded(f32x4.min, f32x4.lesser),
  Mod: ofTwo(remainder),
  Mul: plain(f32x4.multiply),
  Neg: plain(f32x4.negate),
  Pow: ofTwo(power),
  PRelu: (routine, [x = [], slope = []]) => leaky(routine, x, slope),
  Reciprocal: of((routine, x) => [...routine.float(1), ...x, ...f32x4.divide]),
  Relu: of((routine, x) => [...x, ...routine.float(0), ...f32x4.larger]),
  Round: plain(f32x4.nearest),
  Selu: of((routine, x) => [
    ...exponentialUnit(routine, x, seluAlpha),
    ...[...routine.float(seluGamma), ...f32x4.multiply],
  ]),
  Sigmoid: of(sigmoid),
  Sign: of((routine, x) => {
    const ones = [...x, ...routine.float(-0), ...bits.and, ...routine.float(1), ...bits.or];
    return choose(ones, x, [...x, ...f32x4.abs, ...routine.float(0), ...f32x4.greater]);
  }),
  Sin: of(sineOf),
  Sinh: of(hyperbolicSine),
  Softplus: of(softplus),
  Sqrt: plain(f32x4.squareRoot),
  Sub: plain(f32x4.subtract),
  Tan: of(tangentOf),
  Tanh: of(hyperbolicTangent),
};

/** Operators on whole numbers. */
const integers: Readonly<Record<string, Operator>> = {
  Abs: plain(i32x4.abs),
  Add: plain(i32x4.add),
  Clip: (_, [x = [], low = [], high = []]) => [...x, ...low, ...i32x4.max, ...high, ...i32x4.min],
  Equal: plain(i32x4.equal),
  Greater: plain(i32x4.greater),
  GreaterOrEqual: plain(i32x4.greaterOrEqual),
  Less: plain(i32x4.less),
  LessOrEqual: plain(i32x4.lessOrEqual),
  Max: folded(i32x4.max),
  Min: folded(i32x4.min),
  Mul: plain(i32x4.multiply),
  Neg: plain(i32x4.negate),
  Pow: ofTwo(wholePower),
  Relu: of((routine, x) => [...x, ...routine.integer(0), ...i32x4.max]),
  Sign: of((routine, x) => [...x, ...routine.integer(-1), ...i32x4.max, ...routine.integer(1), ...i32x4.min]),
  Sub: plain(i32x4.subtract),
};

/** Operators on truths: all bits of a number are set, or none. */
const truths: Readonly<Record<string, Operator>> = {
  And: plain(bits.and),
  Equal: plain(i32x4.equal),
  Not: plain(bits.not),
  Or: plain(bits.or),
};

/** Operators that only hand on numbers. */
const any: Readonly<Record<string, Operator>> = {
  Identity: (_, [x = []]) => x,
  Where: (_, [condition = [], a = [], b = []]) => choose(a, b, condition),
};

const tables: Readonly<Record<GraphType, Readonly<Record<string, Operator>>>> = {
  float32: floats,
  int32: integers,
  bool: truths,
  // Operators that may give more than 32 bits are not among them: whole numbers have 32 bits here. What is added are places in memory.
  int64: { Add: plain(i32x4.add), Equal: plain(i32x4.equal), Mod: ofTwo(wholeRemainder) },
};

/** Numbers of one type as another. */
const casts: Readonly<Record<string, Operator>> = {
  // What is too large, and NaN, become the smallest number, as they do on most processors.
  'float32 int32': of((routine, x) => [
    ...choose([...x, ...i32x4.fromFloats], routine.integer(-(2 ** 31)), [
      ...x,
      ...f32x4.abs,
      ...routine.float(2 ** 31),
      ...f32x4.less,
    ]),
  ]),
  'float32 bool': of((routine, x) => [...x, ...routine.float(0), ...f32x4.notEqual]),
  'int32 float32': plain(f32x4.fromIntegers),
  'int32 bool': of((routine, x) => [...x, ...routine.integer(0), ...i32x4.notEqual]),
  'int32 int64': of((_, x) => x),
  'int64 int32': of((_, x) => x),
  'bool float32': of((routine, x) => [...x, ...routine.float(1), ...bits.and]),
  'bool int32': of((routine, x) => [...x, ...routine.integer(1), ...bits.and]),
};

/**
 * What writes an operator that works number by number.
 *
 * @param node - The node.
 * @returns `undefined` for others.
 */
export function operatorOf(node: Node): Operator | undefined {
  const [first] = node.inputs;
  const [output] = node.outputs;
  if (!first || !output) return undefined;
  if (node.type === 'Cast') return casts[`${first.dtype} ${output.dtype}`];
  const table = tables[first.dtype];
  const own = Object.hasOwn(table, node.type) ? table[node.type] : undefined;
  return own ?? (Object.hasOwn(any, node.type) ? any[node.type] : undefined);
}
