import type { Node } from '../graph/value.ts';
import { add } from './add.ts';
import { convolution } from './convolution.ts';
import { elementwise } from './elementwise.ts';
import { normalization } from './normalization.ts';
import { pool } from './pooling.ts';
import { relu } from './relu.ts';
import { reduce } from './reductions.ts';
import type { Layouts, LayoutRewriter } from './layout-rewriter.ts';
import { transposedConvolution } from './transposed-convolution.ts';
import { transposeToNhwc } from './transpose.ts';

/**
 * Records an operator on values in NCHWc.
 *
 * @returns The layouts of its only output, or `undefined` where the operator stays as it is.
 */
type Rule = (rewriter: LayoutRewriter, node: Node) => Layouts | undefined;

/** Elementwise operators, except for those with a rule of their own. */
const elementwiseTypes = [
  'Abs Acos Acosh Asin Asinh Atan Atanh Ceil Cos Cosh Elu Erf Exp Floor LeakyRelu Log Neg Reciprocal Round Selu Sigmoid Sign Sin',
  'Sinh Softplus Sqrt Tan Tanh And Clip Div Equal Greater GreaterOrEqual HardSigmoid IsInf IsNaN Less LessOrEqual Max Min Mul Not',
  'Or Pow Sub Where Cast',
].flatMap((types) => types.split(' '));

/** The rule of each ONNX operator. All others read their inputs in the original layout. */
export const rules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(elementwiseTypes.map((type) => [type, elementwise])),
  Add: add,
  Conv: convolution,
  ConvTranspose: transposedConvolution,
  BatchNormalization: normalization,
  Relu: relu,
  MaxPool: pool,
  AveragePool: pool,
  ReduceSum: reduce,
  ReduceMean: reduce,
  Transpose: transposeToNhwc,
};
