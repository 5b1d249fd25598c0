import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { collectDumps, dumpPasses, type PassDump } from '../../src/debug/dump-passes.ts';
import { compile, hostCallback } from '../../src/index.ts';

beforeAll(() => tf.ready());

afterEach(() => {
  tf.disposeVariables();
});

const vector = { data: new Float32Array(4), shape: [4] };

function textOf(dumps: readonly PassDump[], pass: string): string {
  return dumps.find((dump) => dump.pass === pass)?.text ?? '';
}

describe('dumpPasses', () => {
  it('prints a common subexpression once, with its inputs and shape', () => {
    const dumps = dumpPasses((x: tf.Tensor) => tf.mul(tf.exp(x), tf.exp(x)), [vector], 8);
    expect(textOf(dumps, 'trace')).toMatch(/^(v\d+)\[4\] = Exp\(x1\)\nv\d+\[4\] = Mul\(\1, \1\)\nreturn v\d+$/);
  });

  it('prints the graph after each pass, in order', () => {
    const dumps = dumpPasses((x: tf.Tensor) => tf.exp(x), [vector], 8);
    const passes = ['trace', 'batch-fusion', 'update-fusion', 'partition', 'nchwc', 'codegen'];
    expect(dumps.map(({ pass }) => pass)).toEqual(passes);
  });

  it('prints the update of a variable as a loop, and no longer as nodes of a partition', () => {
    const weights = tf.variable(tf.zeros([4]));
    const step = (x: tf.Tensor): void => {
      weights.assign(tf.sub(weights, tf.mul(tf.exp(x), 0.5)));
    };
    const dumps = dumpPasses(step, [vector], 8);
    expect(textOf(dumps, 'update-fusion')).toMatch(/^loop: load .*; store v\d+\n.*Mul\(.*\n.*Sub\(/);
    expect(textOf(dumps, 'partition')).not.toMatch(/Sub/);
  });

  it('prints a host callback between two partitions', () => {
    const fn = (x: tf.Tensor): tf.Tensor =>
      tf.mul(
        x,
        hostCallback([tf.sum(x)], { shape: [] }, () => [1]),
      );
    const text = textOf(dumpPasses(fn, [vector], 8), 'partition');
    expect(text).toMatch(/^partition 1[^]*= host\(v\d+\)\npartition 2/);
  });
});

describe('collectDumps', () => {
  it('collects the graphs of a function when it is compiled', async () => {
    const dumps = collectDumps(8);
    const compiled = compile((x: tf.Tensor) => tf.exp(x), { engine: 'wasm' });
    await compiled.onHost(vector);
    await compiled.dispose();
    expect(textOf(dumps, 'codegen')).toMatch(/^partition 1\nlaunch 1: read x1; write v\d+$/);
  });
});
