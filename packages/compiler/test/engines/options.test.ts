import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { CompileError } from '../../src/errors.ts';
import { compile, type CompileOptions } from '../../src/index.ts';

const double = (x: tf.Tensor): tf.Tensor => tf.mul(x, 2);
const two = { data: Float32Array.of(2), shape: [1] };

describe('the option provider', () => {
  // A card cannot be had in every test, so what is tested is that one is asked for, and that its absence is told.
  it.each<[string, CompileOptions]>([
    ['the native engine', { engine: 'native', provider: 'cuda' }],
    ['any engine', { provider: 'cuda' }],
  ])('asks for CUDA, and is an error with a remedy where there is none: %s', async (_, options) => {
    const compiled = compile(double, options);
    expect(compiled.engine).toBe('native');
    const failure = await compiled.onHost(two).then(
      () => 'no failure',
      (error: unknown) => String(error),
    );
    if (failure === 'no failure') return; // Here is a card.
    expect(failure).toMatch(
      /^CompileError: compile: the provider cuda is not available on \S+ \(.+\): .*without the option `provider`.*processor\.$/,
    );
    await expect(compiled.onHost(two)).rejects.toThrow('the provider cuda is not available');
  });

  it('runs the native engine on the processor by the name cpu', async () => {
    const compiled = compile(double, { engine: 'native', provider: 'cpu' });
    expect((await compiled.onHost(two)).data[0]).toBe(4);
    await compiled.dispose();
  });

  it.each(['wasm', 'eager'] as const)('is an error with the engine %s, which has no providers', (engine) => {
    expect(() => compile(double, { engine, provider: 'cuda' })).toThrow(
      `compile: option \`provider\` must be cpu, or cuda with the engine native, received cuda with the engine ${engine}.`,
    );
  });

  it('is an error when it is unknown', () => {
    const options = JSON.parse('{ "provider": "abacus" }') as CompileOptions;
    expect(() => compile(double, options)).toThrow('received abacus with the engine auto');
  });
});

describe('the option engine', () => {
  it('is an error when it is unknown', () => {
    const options = JSON.parse('{ "engine": "steam" }') as CompileOptions;
    expect(() => compile(double, options)).toThrow(
      'compile: option `engine` must be auto, native, wasm or eager, received steam.',
    );
  });
});

describe('an option that does not exist', () => {
  it.each([
    ['{ "thread": 2 }', 'compile: there is no option "thread", the nearest is `threads`.'],
    ['{ "Engine": "wasm" }', 'compile: there is no option "Engine", the nearest is `engine`.'],
    ['{ "__proto__": 1 }', 'compile: there is no option "__proto__", the nearest is `'],
    ['[]', 'compile: the options must be an object, received a list.'],
    ['"wasm"', 'compile: the options must be an object, received string.'],
    ['null', 'compile: the options must be an object, received null.'],
  ])('is refused in a sentence that names the nearest: %s', (json, sentence) => {
    expect(() => compile(double, JSON.parse(json) as CompileOptions)).toThrow(CompileError);
    expect(() => compile(double, JSON.parse(json) as CompileOptions)).toThrow(sentence);
  });
});
