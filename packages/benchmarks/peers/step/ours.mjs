import { cnn, fit, linear, mlp, random } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

/**
 * Times training steps of `fit`.
 *
 * @param workload - What is trained, as workloads.json has it.
 * @param options - The strategy, how many steps warm up, how many of the steps after them are looked at.
 */
export async function measureOurs(workload, { strategy, warmUp, steps, engine }) {
  const dataset = noise(workload, warmUp);
  const epochs = Math.ceil(steps / warmUp) + 1;
  let [wall, busy] = [0, 0];
  let cpu = { milliseconds: 0, cores: 0 };
  const fitted = await fit({
    dataset,
    ...network(workload),
    ...{ balancer: parseStrategy(strategy), epochs, batchSize: workload.batch, engine, threads: 1, learningRate: 1e-3 },
    onProgress({ step, steps: last }) {
      if (step === warmUp) [wall, busy] = [performance.now(), cpuMilliseconds()];
      if (step < last) return;
      const spent = cpuMilliseconds() - busy;
      cpu = { milliseconds: spent / (last - warmUp), cores: spent / (performance.now() - wall) };
    },
  });
  await fitted.model.dispose();
  const measured = fitted.history.steps.slice(warmUp, warmUp + steps);
  const { losses } = measured.at(-1);
  return { milliseconds: measured.map(({ milliseconds }) => milliseconds), cpu, losses, engine: fitted.engine };
}

/** Processor time of this process, all its threads. */
function cpuMilliseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function network(workload) {
  if (workload.kind === 'lenet') {
    const { filters, kernel, features } = workload;
    return { trunk: cnn({ filters, kernel, features }), head: linear() };
  }
  const { hidden } = workload;
  return { trunk: mlp({ hidden: [hidden, hidden] }), head: linear({ hidden: [hidden / 2] }) };
}

/** A data set of noise: as many batches as there are steps that warm up, so that one epoch does. */
function noise(workload, batchCount) {
  const { kind, batch, inputs, side, classes, tasks } = workload;
  const source = random(0);
  const image = kind === 'lenet';
  const width = image ? side * side : inputs;
  const names = Array.from({ length: tasks }, (_, task) => `task ${task + 1}`);
  const numbers = (length) => Float32Array.from({ length }, () => 2 * source.next() - 1);
  const labels = (length) => (image ? Float32Array.from({ length }, () => source.integer(classes)) : numbers(length));
  const split = (size) => ({
    size,
    inputs: numbers(size * width),
    labels: Object.fromEntries(names.map((name) => [name, { values: labels(size) }])),
  });
  return {
    name: 'noise',
    input: image ? { kind: 'image', height: side, width: side, channels: 1 } : { kind: 'tabular', width },
    tasks: names.map((name) => (image ? { name, kind: 'multiclass', outputs: classes } : { name, kind: 'regression' })),
    splits: { train: split(batch * batchCount), validation: split(1), test: split(1) },
  };
}
