import type { Labels } from '../dataset.ts';
import type { CompleteTask } from '../task.ts';

/**
 * The mean loss of the best constant prediction: class frequencies, means or medians of the training labels. What a model
 * must beat, and the unit that makes losses of different tasks comparable.
 *
 * @param task - The task.
 * @param training - The labels that the constant is chosen by.
 * @param measured - The labels that the loss is measured on.
 */
export function constantPredictionLoss(task: CompleteTask, training: Labels, measured: Labels): number {
  const columns = task.kind === 'multiclass' ? 1 : task.outputs;
  let total = 0;
  for (let column = 0; column < columns; column += 1) {
    const known = presentValues(training, columns, column);
    const loss = constantLoss(task, known);
    const seen = presentValues(measured, columns, column);
    total += mean(seen.map(loss));
  }
  return total / columns;
}

/** The loss, for one label, of the constant that suits these labels best. */
function constantLoss({ loss, outputs }: CompleteTask, known: readonly number[]): (label: number) => number {
  switch (loss) {
    case 'softmax-cross-entropy': {
      const counts = new Array<number>(outputs).fill(1); // One more of each class, so that none is impossible.
      for (const label of known) counts[label] = (counts[label] ?? 0) + 1;
      return (label) => -Math.log((counts[label] ?? 1) / (known.length + outputs));
    }
    case 'sigmoid-cross-entropy': {
      const share = (known.reduce((sum, label) => sum + label, 0) + 1) / (known.length + 2);
      return (label) => -Math.log(label > 0 ? share : 1 - share);
    }
    case 'mean-squared-error': {
      const centre = mean(known);
      return (label) => (label - centre) ** 2;
    }
    case 'mean-absolute-error': {
      const centre = median(known);
      return (label) => Math.abs(label - centre);
    }
    case 'huber': {
      const centre = median(known);
      return (label) => {
        const distance = Math.abs(label - centre);
        return distance < 1 ? distance ** 2 / 2 : distance - 0.5;
      };
    }
  }
}

function presentValues({ values, present }: Labels, columns: number, column: number): number[] {
  const found: number[] = [];
  for (let example = 0; example * columns < values.length; example += 1) {
    if (present?.[example] !== 0) found.push(values[example * columns + column] ?? 0);
  }
  return found;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
