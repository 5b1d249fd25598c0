import type { Engine } from '@equipoise/compiler';
import { fit, onProgress } from '@equipoise/core';
import { fromTable, type Rows } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

/** How the model is to be trained. */
export interface Settings {
  readonly engine: Engine;
  readonly epochs: number;
}

/** What an epoch came to: each task's loss on the validation rows. */
export interface EpochNews {
  readonly epoch: number;
  readonly losses: Readonly<Record<string, number>>;
}

/** What came of it all: each task's metrics on the test rows, and what ran the steps. */
export interface Outcome {
  readonly engine: Engine;
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Trains one model on four tasks: a penguin's species, island, sex and mass, from the size of its beak and flippers. */
export async function train(rows: Rows, settings: Settings, tell: (news: EpochNews) => void): Promise<Outcome> {
  const dataset = fromTable({
    table: rows.filter((row) => Object.values(row).every((cell) => cell !== null && cell !== '.')),
    inputs: { 'Beak Length (mm)': 'numeric', 'Beak Depth (mm)': 'numeric', 'Flipper Length (mm)': 'numeric' },
    targets: {
      species: { kind: 'multiclass', column: 'Species' },
      island: { kind: 'multiclass', column: 'Island' },
      sex: { kind: 'binary', column: 'Sex' },
      mass: { kind: 'regression', column: 'Body Mass (g)' },
    },
  });
  const { model, engine } = await fit({
    dataset,
    balancer: strategies.upgrad(),
    batchSize: 32,
    learningRate: 0.005,
    seed: 1,
    ...settings,
    callbacks: [
      onProgress(({ epochEnded }) => {
        if (epochEnded) tell({ epoch: epochEnded.epoch + 1, losses: epochEnded.validation.losses });
      }),
    ],
  });
  const { metrics } = await model.evaluate(dataset.splits.test);
  await model.dispose();
  return { engine, metrics };
}
