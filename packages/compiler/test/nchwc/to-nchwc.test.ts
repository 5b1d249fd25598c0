import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { toNchwc } from '../../src/nchwc/to-nchwc.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { Value } from '../../src/graph/value.ts';
import { links } from './chains.ts';
import { farOff, machineBlock, partOf, type Recorder, run, usesBlocks } from './support.ts';

async function expectTheSame(record: Recorder, block: number): Promise<void> {
  const part = partOf(record);
  expect(farOff(await run(toNchwc(part, block)), await run(part))).toEqual([]);
}

/** A convolution of 3×3 from 16 channels to 32 that is large enough to be done in blocks. */
const large: Recorder = (graph, input) => [
  graph.op('Conv', [input([2, 16, 40, 40]), input([32, 16, 3, 3])], { shape: [2, 32, 38, 38], dtype: 'float32' }),
];

/** The orders of axes that put the channel of images first, and last. */
const [first, last] = [
  [0, 3, 1, 2],
  [0, 2, 3, 1],
] as const;

describe('toNchwc, for any block size', () => {
  it('leaves a partition as it was where no convolution gains', () => {
    const small = partOf((graph, input) => [
      graph.op('Conv', [input([1, 16, 8, 8]), input([16, 16, 3, 3])], { shape: [1, 16, 6, 6], dtype: 'float32' }),
    ]);
    expect(toNchwc(small, 16)).toBe(small);
    const odd = partOf((graph, input) => [
      graph.op('Conv', [input([8, 20, 40, 40]), input([20, 20, 3, 3])], { shape: [8, 20, 38, 38], dtype: 'float32' }),
    ]);
    expect(toNchwc(odd, 16)).toBe(odd);
  });

  it('keeps inputs and outputs, and does not change its argument', () => {
    const part = partOf(large);
    const before = { ...part, nodes: [...part.nodes] };
    const { inputs, outputs } = toNchwc(part, 16);
    expect(inputs).toBe(part.inputs);
    expect(outputs).toBe(part.outputs);
    expect(part).toEqual(before);
  });
});

describe.skipIf(machineBlock === undefined)('inBlocks, of the block of this processor', () => {
  const block = machineBlock ?? 16;

  it('computes a convolution, of any shape', async () => {
    const shapes = fc.record({
      batch: fc.integer({ min: 1, max: 3 }),
      channels: fc.constantFrom(1, 3, 16, 16, 20, 32, 48),
      filters: fc.constantFrom(16, 20, 32, 80),
      side: fc.tuple(fc.integer({ min: 24, max: 50 }), fc.integer({ min: 24, max: 50 })),
      kernel: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
      strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      dilations: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
      pads: fc.tuple(...([0, 1, 2, 3] as const).map(() => fc.integer({ min: 0, max: 9 }))),
      group: fc.constantFrom(1, 1, 1, 1, 1, 2, 'each' as const),
      hasBias: fc.boolean(),
      isLast: fc.boolean(),
      // In which order the axes of the filters come, and in which they are put.
      turn: fc.constantFrom<readonly number[]>([0, 1, 2, 3], [3, 2, 0, 1], [1, 0, 2, 3], [3, 0, 1, 2]),
    });
    let blocked = 0;
    const property = fc.asyncProperty(
      shapes,
      async ({ batch, channels, side, kernel, strides, dilations, pads, ...rest }) => {
        const group = rest.group === 'each' ? channels : channels % 2 === 0 && rest.filters % 2 === 0 ? rest.group : 1;
        const filters = rest.group === 'each' ? channels : rest.filters;
        const space = side.map((length, axis) => {
          const span = ((kernel[axis] ?? 1) - 1) * (dilations[axis] ?? 1) + 1;
          return Math.floor((length + (pads[axis] ?? 0) + (pads[axis + 2] ?? 0) - span) / (strides[axis] ?? 1)) + 1;
        });
        const record: Recorder = (graph, input) => {
          const spec = { shape: [batch, filters, ...space], dtype: 'float32' } as const;
          const x = rest.isLast
            ? turned(graph, input([batch, ...side, channels]), first)
            : input([batch, channels, ...side]);
          const lengths = [filters, channels / group, ...kernel];
          const source = input(lengths.map((_, axis) => lengths[rest.turn.indexOf(axis)] ?? 1));
          const operands = [x, turned(graph, source, rest.turn), ...(rest.hasBias ? [input([filters])] : [])];
          const y = graph.op('Conv', operands, spec, { strides, dilations, pads, group });
          return rest.isLast ? [turned(graph, y, last)] : [y];
        };
        blocked += Number(usesBlocks(toNchwc(partOf(record), block)));
        await expectTheSame(record, block);
      },
    );
    await fc.assert(property, { seed: 1, numRuns: 150 });
    expect(blocked).toBeGreaterThan(20);
  });

  it('computes a transposed convolution, of any shape', async () => {
    const lengths = (min: number, max: number) => fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
    const shapes = fc.record({
      batch: fc.integer({ min: 1, max: 3 }),
      channels: fc.constantFrom(16, 20, 32, 64),
      filters: fc.constantFrom(16, 32, 48),
      side: lengths(24, 32),
      kernel: lengths(1, 5),
      strides: lengths(1, 2),
      pads: fc.tuple(lengths(0, 2), lengths(0, 2)),
      longer: lengths(0, 1),
    });
    let blocked = 0;
    const property = fc.asyncProperty(shapes, async ({ batch, channels, filters, side, kernel, strides, ...rest }) => {
      const [before, after] = rest.pads;
      const longer = rest.longer.map((length, axis) => Math.min(length, (strides[axis] ?? 1) - 1));
      const space = side.map(
        (length, axis) =>
          (length - 1) * (strides[axis] ?? 1) +
          ((kernel[axis] ?? 1) + (longer[axis] ?? 0) - (before[axis] ?? 0) - (after[axis] ?? 0)),
      );
      const recorder: Recorder = (graph, input) => {
        const spec = { shape: [batch, filters, ...space], dtype: 'float32' } as const;
        const attributes = { strides, pads: [...before, ...after], output_padding: longer };
        const operands = [input([batch, channels, ...side]), input([channels, filters, ...kernel])];
        return [graph.op('ConvTranspose', operands, spec, attributes)];
      };
      blocked += Number(usesBlocks(toNchwc(partOf(recorder), block)));
      await expectTheSame(recorder, block);
    });
    await fc.assert(property, { seed: 1, numRuns: 100 });
    expect(blocked).toBeGreaterThan(10);
  });

  it('computes any chain of operators, and each value that is read in between', async () => {
    const chains = fc.record({
      batch: fc.integer({ min: 1, max: 3 }),
      channels: fc.constantFrom(16, 32),
      names: fc.array(fc.constantFrom(...Object.keys(links)), { minLength: 1, maxLength: 10 }),
    });
    const property = fc.asyncProperty(chains, async ({ batch, channels, names }) => {
      const recorder: Recorder = (graph, input) => {
        const weights = input([channels, 16, 3, 3]);
        const spec = { shape: [batch, channels, 44, 42], dtype: 'float32' } as const;
        const values = [graph.op('Conv', [input([batch, 16, 44, 42]), weights], spec, { pads: [1, 1, 1, 1] })];
        const outputs: Value[] = [];
        for (const name of names) {
          const last = values.at(-1);
          const made = last && links[name]?.({ graph, input, values, outputs }, last);
          if (made) values.push(made);
        }
        return [...new Set([...outputs, ...values.slice(-1)])];
      };
      expect(usesBlocks(toNchwc(partOf(recorder), block))).toBe(true);
      await expectTheSame(recorder, block);
    });
    await fc.assert(property, { seed: 1, numRuns: 60 });
  });

  it('gives the same bits at each run, and with two threads', async () => {
    const part = toNchwc(partOf(large), block);
    const once = await run(part);
    expect(await run(part, 5)).toEqual(once);
    expect(await run(part, 1, 2)).toEqual(once);
  });
});

function turned(graph: Graph, x: Value, perm: readonly number[]): Value {
  return graph.op('Transpose', [x], { shape: perm.map((axis) => x.shape[axis] ?? 1), dtype: x.dtype }, { perm });
}
