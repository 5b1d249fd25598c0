import { describe, expect, it } from 'vitest';

import { hardSharing } from '../../src/architectures/hard-sharing.ts';
import { separate } from '../../src/architectures/separate.ts';
import { selectTasks } from '../../src/data/select-tasks.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { Trainer } from '../../src/training/trainer.ts';
import { equal, shortest } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf } from '../support/graphs.ts';
import { plainWeights, usersOf } from '../support/plain-model.ts';
import { stepsOf } from '../support/steps.ts';
import { sumAndLargest, table } from '../support/tables.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
];

describe('separate models', () => {
  const graph = graphOf({ architecture: separate(), encoder: mlp({ hidden: [3] }) });
  const alone = sumAndLargest.map((task) =>
    graphOf({ architecture: hardSharing(), encoder: mlp({ hidden: [3] }), tasks: [task] }),
  );
  const ofTask = (name: string) => graph.parameters.filter(({ path }) => path.split('/').includes(name));

  it('share no weight: all of them count for strategies', () => {
    expect(Object.values(usersOf(graph)).every((users) => users.length === 1)).toBe(true);
    expect(usersOf(graph)['models/sum/encoder/dense-0/kernel']).toEqual([0]);
    expect(graph.partition.shared).not.toContain(false);
  });

  it('are those of hard sharing, one for each task', () => {
    const { vector } = plainWeights(graph);
    const found = outputsOf(graph, vector, { input: rows });
    sumAndLargest.forEach(({ name }, index) => {
      const single = alone[index];
      const own = ofTask(name).flatMap(({ offset, size }) => [...vector.slice(offset, offset + size)]);
      expect(own).toHaveLength(single?.parameterCount ?? 0);
      expect(found[name]).toEqual(single && outputsOf(single, own, { input: rows })[name]);
    });
  });

  it('give gradients that do not meet: the Gramian is diagonal', async () => {
    const { history, model } = await fit({
      ...{ dataset: table(), balancer: shortest, architecture: separate(), encoder: mlp({ hidden: [3] }) },
      ...{ epochs: 1, batchSize: 10 },
    });
    await model.dispose();
    for (const { gramian, weights } of history.steps) {
      const [[a = 0, b = NaN] = [], [c = NaN, d = 0] = []] = gramian ?? [];
      expect([b, c]).toEqual([0, 0]);
      // The shortest vector between two at a right angle.
      expectClose(Object.values(weights), [d / (a + d), a / (a + d)], 1e-5);
    }
  });

  it('learn as each does alone', async () => {
    const options = { balancer: equal, encoder: mlp({ hidden: [3] }), epochs: 2, batchSize: 10, keep: 'last' } as const;
    const train = async (given: Partial<FitOptions>, start?: Float32Array): Promise<readonly Float32Array[]> => {
      const trainer = await Trainer.create({ dataset: table(), ...options, ...given });
      if (start) trainer.model.setWeights({ parameters: start, buffers: new Float32Array() });
      const before = trainer.model.weights.parameters;
      await stepsOf(trainer);
      await trainer.finish();
      const after = trainer.model.weights.parameters;
      await trainer.model.dispose();
      return [before, after];
    };
    const [before, after] = await train({ architecture: separate() });
    for (const { name } of sumAndLargest) {
      const own = (vector: Float32Array | undefined): number[] =>
        ofTask(name).flatMap(({ offset, size }) => [...(vector?.slice(offset, offset + size) ?? [])]);
      const [, alone] = await train({ dataset: selectTasks(table(), [name]) }, Float32Array.from(own(before)));
      expect(own(after)).not.toEqual(own(before));
      expectClose([...(alone ?? [])], own(after), 1e-5);
    }
  });
});
