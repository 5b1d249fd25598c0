import { compile } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';

const slope = tf.variable(tf.scalar(0));
const optimizer = tf.train.sgd(0.05);

// Plain TensorFlow.js. The first call traces it, gradient and optimizer included; every call makes one step.
const step = compile((x: tf.Tensor, y: tf.Tensor) => {
  const { value, grads } = tf.variableGrads(() => tf.mean(tf.squaredDifference(tf.mul(x, slope), y)));
  optimizer.applyGradients(grads);
  return value;
});

const x = { data: new Float32Array([1, 2, 3, 4]), shape: [4] };
const y = { data: new Float32Array([3, 6, 9, 12]), shape: [4] };
for (let count = 0; count < 20; count += 1) await step.onHost(x, y);

await step.dispose(); // Writes the new value to the variable.
console.log(`slope ${slope.dataSync()[0]?.toFixed(3)}, engine ${step.engine}`);
