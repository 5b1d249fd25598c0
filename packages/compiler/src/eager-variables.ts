import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Keeps a snapshot of every variable of TensorFlow.js before a function runs op by op, so that a function that throws leaves them
 * unchanged. A variable that is made meanwhile is kept with its first value.
 */
export class VariableSnapshot {
  readonly #engine = tf.engine();
  readonly #held = new Map<Variable, Tensor>();

  /** Takes the snapshot. */
  constructor() {
    for (const variable of Object.values(this.#engine.registeredVariables)) this.#hold(variable);
    const makeVariable = this.#engine.makeVariable.bind(this.#engine);
    this.#engine.makeVariable = (...parameters) => {
      const variable = makeVariable(...parameters);
      this.#hold(variable);
      return variable;
    };
  }

  /** Restores the variables. */
  restore(): void {
    for (const [variable, tensor] of this.#held) {
      if (!variable.isDisposed && variable.dataId !== tensor.dataId) variable.assign(tensor);
    }
  }

  /** Releases the snapshot. */
  release(): void {
    Reflect.deleteProperty(this.#engine, 'makeVariable');
    for (const tensor of this.#held.values()) tensor.dispose();
  }

  /** A second tensor on the variable's data: assigning the variable leaves the data in place. */
  #hold(variable: Variable): void {
    const backend = this.#engine.state.tensorInfo.get(variable.dataId)?.backend;
    if (!backend) return;
    const tensor = this.#engine.makeTensorFromTensorInfo(variable, backend);
    backend.incRef(tensor.dataId);
    this.#held.set(variable, tf.keep(tensor));
  }
}
