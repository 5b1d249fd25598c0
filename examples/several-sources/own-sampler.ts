import { fit, multiSource, renameInputs, type Sampler } from '@equipoise/core';
import { fromTable } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

// Gives the sources with large losses more of the next steps: shares are moving averages of the losses.
const byLoss: Sampler<readonly number[]> = {
  config: { kind: 'sampler', name: 'by-loss', options: {} },
  init: (sizes) => sizes.map(() => 1),
  shares: (_, averages) => averages,
  afterStep: ({ losses }, averages) =>
    averages.map((average, source) => {
      const seen = losses[source] ?? []; // The losses of its tasks; empty where the step had none of it.
      const mean = seen.reduce((sum, loss) => sum + loss, 0) / seen.length;
      return seen.length > 0 ? 0.9 * average + 0.1 * mean : average;
    }),
};

// Two tables, each with its own columns: 400 rooms and 80 walls.
const rooms = Array.from({ length: 400 }, (_, row) => [row % 17, row % 13] as const);
const walls = Array.from({ length: 80 }, (_, row) => row % 11);
const dataset = multiSource({
  name: 'house',
  sources: {
    rooms: renameInputs(
      fromTable({
        table: rooms.map(([width, depth]) => ({ width, depth, light: width + 2 * depth })),
        inputs: { width: 'numeric', depth: 'numeric' },
        targets: { light: 'regression' },
      }),
      { table: 'room' },
    ),
    walls: renameInputs(
      fromTable({
        table: walls.map((height) => ({ height, bricks: 40 + 7 * height })),
        inputs: { height: 'numeric' },
        targets: { bricks: 'regression' },
      }),
      { table: 'wall' },
    ),
  },
});
const { model, history } = await fit({
  dataset,
  balancer: strategies.equal(),
  sampler: byLoss,
  sourcesPerBatch: 'one',
  epochs: 30,
  learningRate: 0.01,
  batchSize: 16,
});
const ofWalls = history.steps.filter(({ losses }) => losses[1] !== null).length;
console.log('steps', history.steps.length, 'of walls', ofWalls);
console.log((await model.evaluate(dataset.splits.test)).metrics);
console.log(await model.predictRows([{ height: 5 }], { tasks: ['bricks'] }));
await model.dispose();
