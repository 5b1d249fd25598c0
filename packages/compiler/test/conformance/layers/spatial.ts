import * as tfl from '@tensorflow/tfjs-layers';

import { floats } from '../conformance-case.ts';
import { type ModelCases, ofLayer, images, sequences, volumes } from './model-case.ts';

const { layers } = tfl;

/** What goes before a layer so that its gradient is asked for. */
const before = () => layers.conv2d({ filters: 2, kernelSize: 1 });
const beforeSequences = () => layers.dense({ units: 3 });
const beforeVolumes = () => layers.conv3d({ filters: 2, kernelSize: 1 });

// TensorFlow.js' own gradients of nearest neighbours are right for one image, and of bilinear means for square ones.
const oneImage = floats([1, 4, 4, 2], [-1, 1]);

/** Layers of sequences, images and volumes. */
export const spatial: ModelCases = {
  conv1d: ofLayer(sequences, {
    valid: () => layers.conv1d({ filters: 4, kernelSize: 3, activation: 'relu' }),
    'strided, same': () => layers.conv1d({ filters: 4, kernelSize: 2, strides: 2, padding: 'same' }),
  }),
  conv2d: ofLayer(images, {
    valid: () => layers.conv2d({ filters: 4, kernelSize: 3, activation: 'relu' }),
    'strided, same': () => layers.conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
    'one after another': () => [
      layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 3, kernelSize: 2, activation: 'relu' }),
    ],
  }),
  conv3d: ofLayer(volumes, {
    valid: () => layers.conv3d({ filters: 3, kernelSize: 2, activation: 'relu' }),
    'strided, same': () => layers.conv3d({ filters: 2, kernelSize: 3, strides: 2, padding: 'same' }),
  }),
  conv2dTranspose: ofLayer(images, {
    valid: () => layers.conv2dTranspose({ filters: 3, kernelSize: 2 }),
    'strided, same': () => layers.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2, padding: 'same' }),
  }),
  depthwiseConv2d: ofLayer(images, {
    'of two filters a channel': () => layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 }),
    'strided, same': () => layers.depthwiseConv2d({ kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }),
  }),
  separableConv2d: ofLayer(images, {
    valid: () => layers.separableConv2d({ filters: 3, kernelSize: 3, activation: 'relu' }),
    'strided, same': () => layers.separableConv2d({ filters: 3, kernelSize: 3, strides: 2, padding: 'same' }),
  }),
  upSampling2d: ofLayer(oneImage, {
    nearest: () => [before(), layers.upSampling2d({ size: [2, 2] })],
    'nearest, unequally': () => [before(), layers.upSampling2d({ size: [3, 2] })],
    bilinear: () => [before(), layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' })],
  }),
  centerCrop: ofLayer(images, { 'of 4 by 4': () => [layers.centerCrop({ height: 4, width: 4 }), before()] }),
  zeroPadding2d: ofLayer(images, { 'by 1 and 2': () => [before(), layers.zeroPadding2d({ padding: [1, 2] })] }),
  cropping2D: ofLayer(images, {
    unequally: () => [
      before(),
      layers.cropping2D({
        cropping: [
          [1, 2],
          [0, 1],
        ],
      }),
    ],
  }),
  averagePooling1d: ofLayer(sequences, {
    'by 2': () => [beforeSequences(), layers.averagePooling1d({ poolSize: 2, strides: 2 })],
  }),
  averagePooling2d: ofLayer(images, { 'by 2': () => [before(), layers.averagePooling2d({ poolSize: 2 })] }),
  averagePooling3d: ofLayer(volumes, { 'by 2': () => [beforeVolumes(), layers.averagePooling3d({ poolSize: 2 })] }),
  maxPooling1d: ofLayer(sequences, {
    'by 2': () => [beforeSequences(), layers.maxPooling1d({ poolSize: 2, strides: 2 })],
  }),
  maxPooling2d: ofLayer(images, {
    'by 2': () => [before(), layers.maxPooling2d({ poolSize: 2 })],
    'by 3, steps of 1': () => [before(), layers.maxPooling2d({ poolSize: 3, strides: 1 })],
    'by 3, same': () => [before(), layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' })],
  }),
  maxPooling3d: ofLayer(volumes, { 'by 2': () => [beforeVolumes(), layers.maxPooling3d({ poolSize: 2 })] }),
  globalAveragePooling1d: ofLayer(sequences, {
    'of all': () => [beforeSequences(), layers.globalAveragePooling1d({})],
  }),
  globalAveragePooling2d: ofLayer(images, { 'of all': () => [before(), layers.globalAveragePooling2d({})] }),
  globalMaxPooling1d: ofLayer(sequences, { 'of all': () => [beforeSequences(), layers.globalMaxPooling1d({})] }),
  globalMaxPooling2d: ofLayer(images, { 'of all': () => [before(), layers.globalMaxPooling2d({})] }),
};
