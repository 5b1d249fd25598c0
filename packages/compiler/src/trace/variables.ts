import type { DataId, Variable } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from '../errors.ts';
import { isConstant, type Value } from '../graph/value.ts';
import { arrayOf, dataTypeOf } from '../host-tensor.ts';
import { traceBackend } from './trace-backend.ts';

/** A variable that a traced function reads or assigns. */
export interface TracedVariable {
  /** The variable. */
  readonly variable: Variable;
  /** The graph's input with the variable's old value; `undefined` when it is not read. */
  readonly before?: Value;
  /** The variable's new value; `undefined` when it is not assigned. */
  readonly after?: Value;
}

interface StandIn {
  readonly variable: Variable;
  readonly standIn: DataId;
  /** The data of a variable that existed before the trace. */
  readonly original?: DataId;
  /** The first value of a variable that is made inside. */
  readonly first?: Value;
  before?: Value;
}

/**
 * Stands in for every variable of TensorFlow.js while a function is traced, so that what it reads becomes an input of the
 * graph and what it assigns an output. {@link VariableStandIns.restore} must be called in the end, also after an error.
 */
export class VariableStandIns {
  readonly #engine = tf.engine();
  readonly #all: StandIn[] = [];

  /** Puts the stand-ins in place. */
  constructor() {
    for (const variable of Object.values(this.#engine.registeredVariables)) {
      this.#replace(variable, { original: variable.dataId });
    }
    // A variable that is made inside, such as an optimizer's slot, begins with the value it has at this moment.
    const makeVariable = this.#engine.makeVariable.bind(this.#engine);
    this.#engine.makeVariable = (...parameters) => {
      const variable = makeVariable(...parameters);
      const first = traceBackend.recorded(variable);
      if (!isConstant(first)) {
        throw new CompileError(
          `compile: the variable ${variable.name} is made inside the function, so it must begin with a constant.`,
        );
      }
      this.#replace(variable, { first });
      return variable;
    };
  }

  /** The variables that were read or assigned: to be called while the stand-ins are in place. */
  traced(): readonly TracedVariable[] {
    return this.#all.flatMap(({ variable, standIn, before }) => {
      const assigned = variable.dataId !== standIn;
      if (!before && !assigned) return [];
      const after = assigned ? { after: traceBackend.recorded(variable) } : {};
      return [{ variable, ...(before ? { before } : {}), ...after }];
    });
  }

  /** Gives the variables their data back, and those that were made inside their first values. */
  restore(): void {
    Reflect.deleteProperty(this.#engine, 'makeVariable');
    for (const { variable, original } of this.#all) if (original) variable.dataId = original;
  }

  /**
   * Gives the variables that were made inside real data, also when the trace has failed: an optimizer keeps its moments. To be called
   * when another backend is active again.
   */
  materialize(): void {
    for (const { variable, first } of this.#all) if (first) this.#fill(variable, first);
  }

  #replace(variable: Variable, origin: Pick<StandIn, 'original' | 'first'>): void {
    const entry: StandIn = {
      ...origin,
      variable,
      standIn: traceBackend.dataId(() => {
        entry.before = traceBackend.graph.input('s', { shape: variable.shape, dtype: dataTypeOf(variable) });
        return entry.before;
      }),
    };
    variable.dataId = entry.standIn;
    this.#all.push(entry);
  }

  #fill(variable: Variable, first: Value): void {
    const dtype = dataTypeOf(variable);
    const numbers = Array.from(first.constant ?? [], Number);
    const value = tf.tensor(arrayOf(dtype, numbers), variable.shape, dtype);
    variable.dataId = value.dataId;
    this.#engine.incRef(variable, this.#engine.backend);
    value.dispose();
  }
}
