import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fit } from '@equipoise/core';
import { strategies } from '@equipoise/weighting';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { describedForPeer } from '../../src/bench/peer/pytorch.ts';
import { startPython } from '../../src/bench/peer/python-process.ts';
import { noiseDataset } from '../../src/bench/workloads/noise.ts';
import { workloadNames } from '../../src/bench/workloads/names.ts';
import { workloadOf } from '../../src/bench/workloads/registry.ts';
import { python, reason } from '../support/pytorch.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-workloads-'));
const peer = python === undefined ? undefined : startPython(join(import.meta.dirname, 'losses.py'), { python });
afterAll(() => {
  peer?.stop();
  rmSync(folder, { recursive: true });
});

/** Examples that both sides look at: one batch, so that batch normalization sees the same ones. */
const size = 24;

describe('workloads', () => {
  it.skipIf(peer === undefined).each(workloadNames)(`%s has PyTorch’s parameters and losses${reason}`, async (name) => {
    const workload = { ...workloadOf('test', name), batch: size };
    const dataset = noiseDataset(workload, 1);
    const { architecture, encoder, head } = workload;
    const parts = { encoder, head, ...(architecture && { architecture }) };
    const { model } = await fit({ dataset, ...parts, balancer: strategies.equal(), epochs: 1, batchSize: size });
    const { losses } = await model.evaluate(dataset.splits.train);
    const question = {
      workload: describedForPeer(workload),
      size,
      parameters: written(`${name}-parameters`, model.weights.parameters),
      buffers: written(`${name}-buffers`, model.weights.buffers),
      inputs: written(`${name}-inputs`, Object.values(dataset.splits.train.inputs)[0] ?? new Float32Array(0)),
      labels: dataset.tasks.map((task) =>
        written(`${name}-${task.name}`, dataset.splits.train.labels[task.name]?.values ?? new Float32Array(0)),
      ),
    };
    await model.dispose();
    const theirs = z.array(z.number()).parse(await peer?.ask({ losses: question }));
    Object.values(losses).forEach((loss, task) => expect((theirs[task] ?? Number.NaN) / loss).toBeCloseTo(1, 4));
    expect(theirs).toHaveLength(workload.tasks.length);
  });

  it('have as many tasks as asked for, where the workload takes it', () => {
    for (const name of ['mmoe', 'ple']) expect(workloadOf('test', name, 8).tasks).toHaveLength(8);
    expect(workloadOf('test', 'mlp-small', 40).tasks).toHaveLength(40);
    expect(new Set(workloadOf('test', 'mlp-many', 40).tasks.map(({ name }) => name)).size).toBe(40);
  });
});

function written(name: string, numbers: Float32Array | Int32Array): string {
  const path = join(folder, `${name}.bin`);
  writeFileSync(path, new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  return path;
}
