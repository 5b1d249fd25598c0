import type { Node } from '../graph/value.ts';
import { addition } from './add.ts';
import { convolution } from './convolution.ts';
import { elementwise } from './elementwise.ts';
import { normalization } from './normalization.ts';
import { pooling } from './pooling.ts';
import { rectification } from './relu.ts';
import { reduction } from './reductions.ts';
import type { Forms, Rewriting } from './layout-rewriter.ts';
import { transposedConvolution } from './transposed-convolution.ts';
import { turning } from './transpose.ts';

/**
 * Records an operator on values in blocks of channels.
 *
 * @returns What the operator's only output is in the new graph, or `undefined` where it is recorded as it was.
 */
type Rule = (rewriting: Rewriting, node: Node) => Forms | undefined;

/** Operators that work number by number, but for those that can do more. */
const numberByNumber = [
  'Abs Acos Acosh Asin Asinh Atan Atanh Ceil Cos Cosh Elu Erf Exp Floor LeakyRelu Log Neg Reciprocal Round Selu Sigmoid Sign Sin',
  'Sinh Softplus Sqrt Tan Tanh And Clip Div Equal Greater GreaterOrEqual HardSigmoid IsInf IsNaN Less LessOrEqual Max Min Mul Not',
  'Or Pow Sub Where Cast',
].flatMap((types) => types.split(' '));

/** What is done with each operator, by its name in ONNX. Operators that are not here read their values in their own order. */
export const rules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(numberByNumber.map((type) => [type, elementwise])),
  Add: addition,
  Conv: convolution,
  ConvTranspose: transposedConvolution,
  BatchNormalization: normalization,
  Relu: rectification,
  MaxPool: pooling,
  AveragePool: pooling,
  ReduceSum: reduction,
  ReduceMean: reduction,
  Transpose: turning,
};
