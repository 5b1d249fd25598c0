import type { Tensor } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import type { Inputs } from '../data/dataset.ts';
import type { Run, Scope, TensorSpec } from '../layers/layer.ts';
import { stagesOf } from '../layers/stages.ts';
import { lookup } from '../lookup.ts';
import type { ArchitectureParts } from './architecture.ts';
import { onlyInput } from './only-input.ts';

/**
 * What the columns give each other after a stage: from the features of each task, what its column goes on with.
 *
 * @param features - The features of each task.
 * @param run - The forward pass.
 */
export type Exchange = (features: readonly Tensor[], run: Run) => readonly Tensor[];

/** A copy of the encoder for each task. */
export interface Columns {
  /** What each stage gives for one example. */
  readonly outputs: readonly TensorSpec[];
  /**
   * The features of each task after each stage, and the exchange that follows it.
   *
   * @param inputs - The batch.
   * @param run - The forward pass.
   */
  call(inputs: Inputs<Tensor>, run: Run): readonly (readonly Tensor[])[];
}

/**
 * Declares a copy of the encoder for each task, a column, with an exchange after each stage. The weights of a column are in `columns/TASK/STAGE`, those
 * of an exchange in `exchanges/STAGE`.
 *
 * @param owner - The architecture, for errors.
 * @param parts - What it is built from.
 * @param exchangeOf - Declares the exchange after a stage.
 * @throws {@link InvalidOptionError} when there are several inputs.
 */
export function buildColumns(
  owner: string,
  { inputs, tasks, encoder, scope }: ArchitectureParts,
  exchangeOf: (features: TensorSpec, scope: Scope) => Exchange,
): Columns {
  const [input, spec] = onlyInput(owner, inputs);
  let output = spec;
  const stages = stagesOf(encoder(input), spec).map((layer, index) => {
    const columns = tasks.map(({ name }) =>
      layer.build(output, scope.child('columns').child(name).child(String(index))),
    );
    ({ output } = at(columns, 0));
    return { columns, output, exchange: exchangeOf(output, scope.child('exchanges').child(String(index))) };
  });
  return {
    outputs: stages.map((stage) => stage.output),
    call(batch, run) {
      let features: readonly Tensor[] = tasks.map(() => lookup(batch, input));
      return stages.map(({ columns, exchange }) => {
        const made = columns.map((column, index) => column.call(at(features, index), run));
        features = exchange(made, run);
        return features;
      });
    },
  };
}
