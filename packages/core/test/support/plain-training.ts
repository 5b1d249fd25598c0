import type { Dataset, Split } from '../../src/data/dataset.ts';
import { sizeOf } from '../../src/size-of.ts';

type Matrix = readonly (readonly number[])[];

/** What one plain step saw. */
export interface PlainStep {
  readonly losses: readonly number[];
  readonly weights: readonly number[];
  readonly gramian: Matrix;
}

/** What {@link trainPlainly} is told. */
export interface PlainOptions {
  readonly dataset: Dataset;
  readonly hidden: number;
  /** All parameters in a row, encoder first: W (inputs × hidden), b, and then W (hidden × outputs), b of each head. */
  readonly initial: readonly number[];
  /** The examples of each step. */
  readonly batches: readonly ArrayLike<number>[];
  readonly learningRate: number;
  readonly headPolicy: 'weighted' | 'unweighted';
  readonly weigh: (losses: readonly number[], gramian: Matrix) => readonly number[];
}

/**
 * Trains a dense layer with ReLU and two linear heads, a regression by its squared error and a classification by its
 * cross-entropy, with Adam: the definitions of a textbook in double precision, example by example, without any of ours.
 */
export function trainPlainly(options: PlainOptions): { steps: PlainStep[]; parameters: number[] } {
  const { dataset, hidden, batches, learningRate, headPolicy, weigh } = options;
  const inputs = 4;
  const outputs = dataset.tasks.map(({ kind }) => sizeOf(kind.outputs));
  const trunkSize = (inputs + 1) * hidden;
  const headStarts = outputs.map((_, task) =>
    outputs.slice(0, task).reduce((at, size) => at + (hidden + 1) * size, trunkSize),
  );
  const theta = [...options.initial];
  const m = theta.map(() => 0);
  const v = theta.map(() => 0);
  const steps: PlainStep[] = [];

  batches.forEach((batch, index) => {
    const train = dataset.splits.train as Split;
    const losses = outputs.map(() => 0);
    const gradients = outputs.map(() => theta.map(() => 0));
    outputs.forEach((count, task) => {
      const { values = [], mask } = train.labels[dataset.tasks[task]?.name ?? ''] ?? {};
      const rows = Array.from(batch).filter((row) => mask?.[row] !== 0);
      for (const row of rows) {
        const x = Array.from({ length: inputs }, (_, i) => train.inputs.input?.[row * inputs + i] ?? NaN);
        const before = range(hidden).map((h) =>
          x.reduce((sum, xi, i) => sum + xi * at(theta, i * hidden + h), at(theta, inputs * hidden + h)),
        );
        const features = before.map((value) => Math.max(0, value));
        const start = at(headStarts, task);
        const logits = range(count).map((o) =>
          features.reduce(
            (sum, f, h) => sum + f * at(theta, start + h * count + o),
            at(theta, start + hidden * count + o),
          ),
        );
        const { loss, slope } = lossOf(count, logits, values[row] ?? NaN);
        losses[task] = at(losses, task) + loss / rows.length;
        const gradient = gradients[task] ?? [];
        const delta = slope.map((value) => value / rows.length);
        features.forEach((f, h) => {
          let back = 0;
          delta.forEach((d, o) => {
            gradient[start + h * count + o] = at(gradient, start + h * count + o) + d * f;
            back += d * at(theta, start + h * count + o);
          });
          if (at(before, h) <= 0) return;
          x.forEach((xi, i) => (gradient[i * hidden + h] = at(gradient, i * hidden + h) + back * xi));
          gradient[inputs * hidden + h] = at(gradient, inputs * hidden + h) + back;
        });
        delta.forEach((d, o) => (gradient[start + hidden * count + o] = at(gradient, start + hidden * count + o) + d));
      }
    });
    const gramian = gradients.map((a) => gradients.map((b) => dot(a.slice(0, trunkSize), b.slice(0, trunkSize))));
    const weights = weigh(losses, gramian);
    steps.push({ losses, weights, gramian });

    const t = index + 1;
    for (let p = 0; p < theta.length; p += 1) {
      const inHead = p >= trunkSize;
      const g = gradients.reduce(
        (sum, gradient, task) =>
          sum + (inHead && headPolicy === 'unweighted' ? 1 : at(weights, task)) * at(gradient, p),
        0,
      );
      m[p] = 0.9 * at(m, p) + 0.1 * g;
      v[p] = 0.999 * at(v, p) + 0.001 * g * g;
      const [mean, variance] = [at(m, p) / (1 - 0.9 ** t), at(v, p) / (1 - 0.999 ** t)];
      theta[p] = at(theta, p) - (learningRate * mean) / (Math.sqrt(variance) + 1e-8);
    }
  });
  return { steps, parameters: theta };
}

/** The loss of one example and its slope in each output: (x − y)² for one output, −log softmax(x)_y for several. */
function lossOf(count: number, logits: readonly number[], label: number): { loss: number; slope: number[] } {
  if (count === 1) {
    const distance = at(logits, 0) - label;
    return { loss: distance ** 2, slope: [2 * distance] };
  }
  const exponentials = logits.map(Math.exp);
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  const shares = exponentials.map((value) => value / total);
  return { loss: -Math.log(at(shares, label)), slope: shares.map((share, o) => share - Number(o === label)) };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * at(b, index), 0);
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? NaN;
}
