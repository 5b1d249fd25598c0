import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { runningOps } from '../trace/op-scopes.ts';
import { crossEntropyGradients } from './cross-entropy.ts';

type Tensors = Readonly<Record<string, Tensor>>;
type Save = (tensors: Tensor[]) => void;
type CustomGradient = (...inputsAndSave: (Tensor | Save)[]) => {
  value: Tensor;
  gradFunc: (dy: Tensor, saved: Tensor[]) => unknown;
};

interface TapeNode {
  readonly inputs: Tensors;
  readonly outputs: readonly Tensor[];
}

/** The part of TensorFlow.js' engine that its types keep to themselves; its version is pinned. */
interface Recorder {
  readonly state: {
    readonly activeTape: TapeNode[];
    readonly gradientDepth: number;
    kernelDepth: number;
  };
  addTapeNode: (
    this: Recorder,
    name: string,
    inputs: Tensors,
    outputs: readonly Tensor[],
    gradient: unknown,
    ...rest: unknown[]
  ) => void;
  saveTensorsForBackwardMode: (this: Recorder, tensors: readonly (Tensor | undefined)[]) => Tensor[];
  customGrad: (this: Recorder, f: CustomGradient) => (...inputs: Tensor[]) => Tensor;
  runKernel(name: string, inputs: Tensors): Tensor;
}

/**
 * Runs a function in which gradients of gradients are right (tfjs issue 3252). Five faults of TensorFlow.js' tape are mended for the
 * time being:
 *
 * - An operator whose gradient reads its own output (exp, tanh, sigmoid, softmax …) saves a copy of that output, and the copy comes
 *   before the operator on the tape: a second backward pass reaches the operator too early and loses what flows through the copy. The
 *   operator is put before the copies of its outputs.
 * - What a function of `tf.customGrad` saves beside its inputs, such as the softmax within `tf.losses.softmaxCrossEntropy`, is
 *   computed while the tape is off: to a second backward pass it is a constant. Under a gradient of a gradient it is computed with the
 *   tape on.
 * - What is no float32, such as a comparison, has no gradient in TensorFlow.js, which fails where it depends on what is differentiated, as a
 *   condition of `tf.where` does, or a gradient of a maximum. It is 0.
 * - The gradient of `tf.losses.softmaxCrossEntropy` is right only for labels that add up to 1.
 * - An optional input that is left out, such as the scale of a batch normalization, is an error where it would be saved.
 *
 * @param run - The function.
 */
export function withRepairedTape<Result>(run: () => Result): Result {
  const engine = tf.engine() as unknown as Recorder;
  const { addTapeNode, customGrad, saveTensorsForBackwardMode } = engine;
  engine.addTapeNode = function (name, inputs, outputs, gradient, ...rest) {
    const isConstant = gradient == null && outputs.every(({ dtype }) => dtype !== 'float32');
    addTapeNode.call(this, name, given(inputs), outputs, isConstant ? () => zerosOf(inputs) : gradient, ...rest);
    putBeforeCopies(this.state.activeTape);
  };
  engine.customGrad = function (f) {
    const right = runningOps().at(-1) === 'softmaxCrossEntropy' ? withGradient(f, crossEntropyGradients) : f;
    return customGrad.call(this, withTape(this, right));
  };
  engine.saveTensorsForBackwardMode = function (tensors) {
    return saveTensorsForBackwardMode.call(
      this,
      tensors.filter((tensor) => tensor !== undefined),
    );
  };
  try {
    return run();
  } finally {
    engine.saveTensorsForBackwardMode = saveTensorsForBackwardMode;
    engine.addTapeNode = addTapeNode;
    engine.customGrad = customGrad;
  }
}

/** Moves the newest node of a tape before the nodes that read its outputs. */
function putBeforeCopies(tape: TapeNode[]): void {
  const newest = tape.at(-1);
  if (!newest) return;
  const outputs = new Set(newest.outputs.map(({ id }) => id));
  let place = tape.length - 1;
  while (place > 0 && reads(tape[place - 1], outputs)) place -= 1;
  if (place === tape.length - 1) return;
  tape.pop();
  tape.splice(place, 0, newest);
}

/** Inputs without those that an operator was not given, such as the bias of a fused product, on which the tape would fail. */
function given(inputs: Tensors): Tensors {
  return Object.fromEntries(Object.entries(inputs).filter(([, input]) => (input as Tensor | undefined) !== undefined));
}

function zerosOf(inputs: Tensors): Record<string, () => Tensor> {
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, () => tf.zeros(input.shape)]));
}

function reads(node: TapeNode | undefined, tensors: ReadonlySet<number>): boolean {
  return node !== undefined && Object.values(node.inputs).some(({ id }) => tensors.has(id));
}

/** A function of `tf.customGrad` with another gradient. */
function withGradient(f: CustomGradient, gradFunc: (dy: Tensor, saved: Tensor[]) => unknown): CustomGradient {
  return (...inputs) => ({ ...f(...inputs), gradFunc });
}

/** A function of `tf.customGrad` that is recorded on the tape itself while a gradient of a gradient is taken. */
function withTape(engine: Recorder, f: CustomGradient): CustomGradient {
  return (...inputs) => {
    const { state } = engine;
    // With a kernel depth of 1, this function is the only thing that keeps the tape from recording.
    if (state.gradientDepth < 2 || state.kernelDepth !== 1) return f(...inputs);
    const save = inputs.at(-1) as Save;
    const saveOffTape: Save = (tensors) => {
      atDepth(engine, 1, () => {
        save(tensors);
      });
    };
    const { value, gradFunc } = atDepth(engine, 0, () => f(...inputs.slice(0, -1), saveOffTape));
    // Another tensor than the recorded one, so that the gradient goes through gradFunc alone.
    return { value: engine.runKernel(tf.Identity, { x: value }), gradFunc };
  };
}

/** Runs a function at a depth of kernels within kernels; TensorFlow.js records only what is called at depth 0. */
function atDepth<Result>({ state }: Recorder, depth: number, run: () => Result): Result {
  const { kernelDepth } = state;
  state.kernelDepth = depth;
  try {
    return run();
  } finally {
    state.kernelDepth = kernelDepth;
  }
}
