import { describe, expect, it } from 'vitest';

import { cnn } from '../../src/encoders/cnn.ts';
import type { Encoder } from '../../src/encoders/encoder.ts';
import { ftTransformer } from '../../src/encoders/ft-transformer.ts';
import { dcnV2 } from '../../src/encoders/dcn-v2.ts';
import { deepFm } from '../../src/encoders/deep-fm.ts';
import { residualMlp } from '../../src/encoders/residual-mlp.ts';
import { textTransformer } from '../../src/encoders/text-transformer.ts';
import { charCnn } from '../../src/encoders/char-cnn.ts';
import { lstm } from '../../src/encoders/lstm.ts';
import { resNet } from '../../src/encoders/res-net.ts';
import { convNext } from '../../src/encoders/conv-next.ts';
import { uNet } from '../../src/encoders/u-net.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { skipCnn } from '../../src/encoders/skip-cnn.ts';
import { tabular } from '../../src/encoders/tabular.ts';
import { textEncoder } from '../../src/encoders/text-encoder.ts';
import { tokenEncoder } from '../../src/encoders/token-encoder.ts';
import { batchNorm } from '../../src/layers/batch-norm.ts';
import { dense } from '../../src/layers/dense.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import { relu } from '../../src/layers/relu.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { stagesOf } from '../../src/layers/stages.ts';
import type { Config } from '../../src/options/config.ts';
import { random } from '../../src/random.ts';
import { sizeOf } from '../../src/size-of.ts';
import { build, runLayer } from '../support/run-layer.ts';

const row: TensorSpec = { shape: [4], dtype: 'float32' };
const image: TensorSpec = { shape: [16, 16, 1], dtype: 'float32' };
const text: TensorSpec = { shape: [6], dtype: 'int32', vocabulary: 9 };
const record: TensorSpec = {
  ...row,
  columns: [{ name: 'town', levels: 9 }, ...['a', 'b', 'c'].map((name) => ({ name }))],
};

/** The names of the layers of each stage, without the layers that only hold others. */
const layersOf = (encoder: Encoder, input: TensorSpec): readonly (readonly string[])[] =>
  stagesOf(encoder, input).map(({ config }) => namesIn(config));

const namesIn = ({ name, options }: Config): readonly string[] =>
  name === 'sequential' ? (options.layers as readonly Config[]).flatMap(namesIn) : [name];

describe('the stages of an encoder', () => {
  it('are layers with a matrix or filters, and those that follow them', () => {
    expect(layersOf(mlp({ hidden: [8, 4], dropout: 0.1 }), row)).toEqual([
      ['dense', 'relu', 'dropout'],
      ['dense', 'relu', 'dropout'],
    ]);
    expect(layersOf(mlp({ hidden: [8] }), image)).toEqual([['flatten', 'dense', 'relu']]);
    expect(layersOf(cnn(), image)).toEqual([
      ['conv2d', 'maxPool', 'relu'],
      ['conv2d', 'maxPool', 'relu', 'flatten'],
      ['dense', 'relu'],
    ]);
    expect(layersOf(tabular({ hidden: [3] }), record)).toEqual([['tableEmbedding'], ['dense', 'relu']]);
  });

  it('keep normalization with its layer, and find layers inside layers', () => {
    const block = (): Encoder => sequential([dense({ units: 3 }), batchNorm(), relu()]);
    expect(layersOf(sequential([block(), sequential([block(), relu()])]), row)).toEqual([
      ['dense', 'batchNorm', 'relu'],
      ['dense', 'batchNorm', 'relu', 'relu'],
    ]);
    expect(layersOf(sequential([]), row)).toEqual([[]]);
  });

  it('are the encoder itself when it is one piece', () => {
    const encoder = tokenEncoder();
    expect(stagesOf(encoder, text)).toEqual([encoder]);
  });

  it.each<[string, Encoder, TensorSpec]>([
    ['mlp', mlp(), row],
    ['cnn', cnn(), image],
    ['skipCnn', skipCnn(), image],
    ['tabular', tabular(), record],
    ['textEncoder', textEncoder(), text],
    ['ftTransformer', ftTransformer(), record],
    ['dcnV2', dcnV2(), record],
    ['deepFm', deepFm(), record],
    ['residualMlp', residualMlp(), record],
    ['textTransformer', textTransformer(), text],
    ['charCnn', charCnn({ filters: [4], windows: [3] }), text],
    ['lstm', lstm(), text],
    ['resNet', resNet(), image],
    ['convNext', convNext(), image],
    ['uNet', uNet(), image],
  ])('compute the encoder, with the same weights in the same order: %s', (_, encoder, input) => {
    const whole = build(encoder, input);
    const pieces = build(sequential(stagesOf(encoder, input)), input);
    expect(pieces.parameters.map(({ shape }) => shape)).toEqual(whole.parameters.map(({ shape }) => shape));
    expect(pieces.output).toEqual(whole.output);
    const stream = random(1);
    const weights = whole.parameters.map(({ size }) => Array.from({ length: size }, () => stream.normal() / 4));
    const values = Array.from({ length: 2 * sizeOf(input) }, () => Math.floor(9 * stream.next()));
    const batch = { values, shape: [2, ...input.shape] };
    expect(runLayer(pieces, batch, weights)).toEqual(runLayer(whole, batch, weights));
  });
});
