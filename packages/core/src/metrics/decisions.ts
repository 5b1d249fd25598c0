import { labelled, type Predictions } from './predictions.ts';

/** Classifying predictions once decided: one decision for each example, or for each label of each example. */
export interface Decisions {
  /** The class decided on; 0 or 1 for binary and for each label of multilabel. */
  readonly decided: Int32Array;
  /** The true class. */
  readonly truth: Int32Array;
}

/**
 * Decides for the greatest output of a multiclass task (the first of equals), and for yes where a logit is above 0;
 * over the examples that have a label.
 *
 * @param predictions - Predictions of a classifying task.
 */
export function decide(predictions: Predictions): Decisions {
  const { kind, outputs, labels, width } = predictions;
  const examples = labelled(predictions);
  if (kind === 'multiclass') {
    return {
      decided: Int32Array.from(examples, (example) => argmax(outputs.subarray(example * width, (example + 1) * width))),
      truth: Int32Array.from(examples, (example) => labels[example] ?? -1),
    };
  }
  const positions = examples.flatMap((example) =>
    Array.from({ length: width }, (_, column) => example * width + column),
  );
  return {
    decided: Int32Array.from(positions, (position) => ((outputs[position] ?? 0) > 0 ? 1 : 0)),
    truth: Int32Array.from(positions, (position) => labels[position] ?? -1),
  };
}

function argmax(values: Float32Array): number {
  let best = 0;
  values.forEach((value, index) => {
    if (value > (values[best] ?? Number.NaN)) best = index;
  });
  return best;
}
