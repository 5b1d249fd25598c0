import '@tensorflow/tfjs-backend-cpu';

import * as tf from '@tensorflow/tfjs-core';

// Where compiled functions put tensors outside a graph, TensorFlow.js' advice to install another backend is beside the
// point: its first tensor is made here, with the advice switched off.
const production = tf.env().getBool('PROD');
tf.env().set('PROD', true);
tf.scalar(0).dispose();
tf.env().set('PROD', production);
