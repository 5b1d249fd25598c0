import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile, type CompileOptions, EngineChoice } from '../../src/index.ts';
import { noise } from '../support.ts';

const double = (x: tf.Tensor): tf.Tensor => tf.mul(x, 2);
const product = (x: tf.Tensor): tf.Tensor => tf.sum(tf.matMul(x, tf.transpose(x)));
const two = { data: Float32Array.of(2), shape: [1] };
const wide = noise([512, 512], 1);

describe('the engine auto', () => {
  it('is wasm for a small call, and says so', async () => {
    const compiled = compile(double);
    expect(compiled.engineReason).toBeUndefined();
    await compiled.onHost(two);
    expect(compiled.engine).toBe('wasm');
    expect(compiled.engineReason).toMatch(/^by the cost model [\d.]+ ms a call on wasm and [\d.]+ ms on native$/);
    await compiled.dispose();
  });

  it('is native for a large call', async () => {
    const compiled = compile(product);
    await compiled.onHost(wide);
    expect(compiled.engine).toBe('native');
    await compiled.dispose();
  });

  it('is chosen once: the calls after the first stay on it', async () => {
    const compiled = compile(product);
    await compiled.onHost(noise([2, 2], 1));
    await compiled.onHost(wide);
    expect(compiled.engine).toBe('wasm');
    await compiled.dispose();
  });

  it('is native for operators that the wasm code generator lacks, and names them', async () => {
    const compiled = compile((x: tf.Tensor) => tf.topk(tf.tile(x, [300]), 300).values);
    await compiled.onHost(two);
    expect(compiled.engine).toBe('native');
    expect(compiled.engineReason).toBe('WebAssembly of our own lacks the operator TopK');
    await compiled.dispose();
  });

  it('is native for many threads', async () => {
    const compiled = compile(double, { threads: 3 });
    await compiled.onHost(two);
    expect(compiled.engine).toBe('native');
    expect(compiled.engineReason).toBe('3 threads, of which a module of WebAssembly has one');
    await compiled.dispose();
  });

  it('does not apply where an engine is named', async () => {
    const compiled = compile(double, { engine: 'native' });
    await compiled.onHost(two);
    expect([compiled.engine, compiled.engineReason]).toEqual(['native', 'asked for']);
    await compiled.dispose();
  });
});

describe('an engine for several functions', () => {
  it('is chosen by the work of all of them', async () => {
    const engine = new EngineChoice();
    const [small, large] = [compile(double, { engine }), compile(product, { engine })];
    await engine.choose(async () => [await small.plan(two), await large.plan(wide)]);
    await small.onHost(two);
    expect([engine.engine, small.engine, large.engine]).toEqual(['native', 'native', 'native']);
    expect(engine.work).toMatchObject({ calls: 2, matmulFlops: 2 * 512 ** 3 });
    await small.dispose();
    await large.dispose();
  });

  it('is chosen by the first call where nothing chose before', async () => {
    const engine = new EngineChoice({ engine: 'auto', threads: 1 });
    const [small, large] = [compile(double, { engine }), compile(product, { engine })];
    await small.onHost(two);
    await large.onHost(wide);
    expect(large.engine).toBe('wasm');
    await small.dispose();
    await large.dispose();
  });

  it('has threads and provider itself: a function that names them too is an error', () => {
    const options: CompileOptions = { engine: new EngineChoice(), threads: 2 };
    expect(() => compile(double, options)).toThrow(
      'compile: an engine for several functions has the options `provider` and `threads` itself.',
    );
  });

  it('is an error for options that are out of range or unknown', () => {
    expect(() => new EngineChoice({ threads: 0 })).toThrow('option `threads` must be a whole number from 1');
    expect(() => new EngineChoice(JSON.parse('{ "thread": 2 }') as object)).toThrow('the nearest is `threads`');
  });

  it('is not chosen by a function that cannot be traced', async () => {
    const engine = new EngineChoice();
    const broken = compile((x: tf.Tensor): tf.Tensor => tf.scalar(x.dataSync()[0] ?? 0), { engine });
    await expect(broken.onHost(two)).rejects.toThrow('compile: ');
    const whole = compile(double, { engine });
    await whole.onHost(two);
    expect(whole.engine).toBe('wasm');
    await whole.dispose();
  });
});
