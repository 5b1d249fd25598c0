import '@tensorflow/tfjs-backend-cpu';

import * as tf from '@tensorflow/tfjs-core';

import { switchBackend } from './active-backend.ts';

// Compiled functions keep tensors outside a graph on this backend. TensorFlow.js' advice to install another one does not apply: it is
// switched off while the first tensor is made.
const production = tf.env().getBool('PROD');
tf.env().set('PROD', true);
const backend = tf.findBackend('cpu');
backend.disposeData(backend.write(Float32Array.of(0), [], 'float32'));
tf.env().set('PROD', production);

// It is active at once, unless there is another: one that starts asynchronously is not to be asked for before it has.
const isAlone = Object.keys(tf.engine().registryFactory).every((name) => name === 'cpu');
if (isAlone) void switchBackend('cpu');
