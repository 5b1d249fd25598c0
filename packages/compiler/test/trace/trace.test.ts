import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { compile, hostCall } from '../../src/index.ts';

afterEach(() => {
  tf.disposeVariables();
});

describe('a function that is traced', () => {
  it('says where a value was read', async () => {
    const fn = compile((x: tf.Tensor) => tf.mul(x, x.dataSync()[0] ?? 0), { engine: 'native' });
    await expect(fn(tf.scalar(1))).rejects.toThrow(
      /a tensor was read at .*trace\.test\.ts:\d+:\d+ while the function was traced/,
    );
  });

  it('refuses random numbers that would be frozen', async () => {
    const fn = compile(() => tf.randomUniform([2]), { engine: 'native' });
    await expect(fn()).rejects.toThrow('would be the same at every run');
    expect(() => tf.randomUniform([2])).not.toThrow();
  });

  it('refuses an asynchronous function', async () => {
    const fn = compile(async () => Promise.resolve(tf.scalar(1)), { engine: 'native' });
    await expect(fn()).rejects.toThrow('must not be asynchronous');
  });

  it('leaves the variables as they were when the function throws', async () => {
    const level = tf.variable(tf.scalar(5));
    let made: tf.Variable | undefined;
    const fn = compile(
      () => {
        level.assign(tf.scalar(6));
        made = tf.variable(tf.scalar(1));
        made.assign(tf.scalar(2));
        throw new RangeError('no');
      },
      { engine: 'native' },
    );
    await expect(fn()).rejects.toThrow('no');
    expect(level.dataSync()[0]).toBe(5);
    expect(made?.dataSync()[0]).toBe(1); // An optimizer would keep it for the next call.
    expect(tf.getBackend()).toBe('cpu');
  });

  it('leaves the variables as they were when a call to the host throws', async () => {
    const level = tf.variable(tf.scalar(5));
    const fn = compile(
      () => {
        level.assign(tf.add(level, 1));
        return hostCall([tf.add(level, 0)], { shape: [] }, () => {
          throw new RangeError('no');
        });
      },
      { engine: 'native' },
    );
    await expect(fn()).rejects.toThrow('no');
    fn.sync();
    expect(level.dataSync()[0]).toBe(5);
    await fn.dispose();
  });

  it('refuses to make a variable of something that is not known yet', async () => {
    const fn = compile((x: tf.Tensor) => tf.add(tf.variable(x), 1), { engine: 'native' });
    await expect(fn(tf.scalar(1))).rejects.toThrow('must begin with a constant');
  });
});
