import { type GradientFunction, type InputGradients, sumToShape, tfjsGradient } from './gradient.ts';

/**
 * TensorFlow.js' gradient of a kernel of two inputs, summed over the axes along which an input was broadcast. TensorFlow.js
 * leaves that out for some kernels, and then fails.
 *
 * @param kernel - The kernel's name.
 */
export function summedOverBroadcast(kernel: string): GradientFunction {
  const gradient = tfjsGradient(kernel);
  return (dy, saved, attributes): InputGradients => {
    const { a, b } = gradient(dy, saved, attributes);
    const [first, second] = saved;
    if (!a || !b || !first || !second) return { ...(a && { a }), ...(b && { b }) };
    return { a: () => sumToShape(a(), first.shape), b: () => sumToShape(b(), second.shape) };
  };
}
