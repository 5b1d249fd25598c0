import * as tfl from '@tensorflow/tfjs-layers';

import { floats, type Input } from '../conformance-case.ts';

/** Something between the inputs of a model and its outputs. */
export type Connect = (x: tfl.SymbolicTensor) => tfl.SymbolicTensor;

/** A small model with the layer that is looked at. */
export interface ModelCase {
  readonly name: string;
  readonly input: Input;
  /** What is between the inputs and a dense layer to three classes. Made anew for each model. */
  readonly connect: Connect;
}

/** The models of some layers, by the name that `tfl.layers` gives the layer. */
export type ModelCases = Readonly<Record<string, readonly ModelCase[]>>;

/** Layers one after the other. */
export function chain(make: () => readonly tfl.layers.Layer[]): Connect {
  return (x) => make().reduce<tfl.SymbolicTensor>(through, x);
}

/** What a layer makes of a tensor, or of several. */
export function through(x: tfl.SymbolicTensor | tfl.SymbolicTensor[], layer: tfl.layers.Layer): tfl.SymbolicTensor {
  const y = layer.apply(x);
  if (Array.isArray(y) || !(y instanceof tfl.SymbolicTensor)) throw new TypeError('one symbolic tensor was expected');
  return y;
}

/** Models of one layer each, that differ in what they are given. */
export function ofLayer(
  input: Input,
  settings: Readonly<Record<string, () => tfl.layers.Layer | readonly tfl.layers.Layer[]>>,
): readonly ModelCase[] {
  return Object.entries(settings).map(([name, make]) => ({ name, input, connect: chain(() => [make()].flat()) }));
}

/** Rows of five numbers. */
export const rows = floats([8, 5], [-1, 1]);
/** Sequences of six places of four numbers. */
export const sequences = floats([3, 6, 4], [-1, 1]);
/** Images of two channels. */
export const images = floats([3, 6, 6, 2], [-1, 1]);
/** Volumes of two channels. */
export const volumes = floats([2, 4, 4, 4, 2], [-1, 1]);
