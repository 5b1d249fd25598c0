import { fit, mlp, random } from '@equipoise/core';
import { datasets, type Decision, drawForest, fly, readingColumns } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

// A simulation: what a pilot by rules says of 24 distances around a drone.
const seed = Number(process.env.SEED ?? 0);
const dataset = await datasets['drone-flights'].load({ seed });
const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  encoder: mlp({ hidden: [64, 64] }),
  epochs: 20,
  batchSize: 64,
  learningRate: 0.003,
  seed,
});
const { metrics } = await model.evaluate(dataset.splits.test);
for (const [task, values] of Object.entries(metrics)) console.log(task, values, 'best', dataset.best?.[task]);

const counts = { arrived: 0, collided: 0, lost: 0 };
for (let flight = 0; flight < 10; flight += 1) {
  const stream = random(1000 + flight);
  const { outcome } = await fly(
    drawForest(stream.fork('forest')),
    async (readings) => {
      const [row] = await model.predictRows([readingColumns(readings)]);
      const said = row as unknown as { command: { class: Decision['command'] } } & Record<string, number>;
      const { command, ahead = 0, forward = 0, left = 0 } = said;
      return { command: command.class, ahead, waypoint: { forward, left } };
    },
    stream.fork('noise'),
  );
  counts[outcome] += 1;
}
console.log(counts);
await model.dispose();
