import type { Point, Problem } from './problem.ts';

/** Adam's constants, as its paper has them. */
const [decay, squareDecay, epsilon] = [0.9, 0.999, 1e-8];

/**
 * A function that makes one step down a gradient, and remembers what its optimizer must.
 *
 * @param optimizer - Plain gradient descent, or Adam.
 * @param learningRate - The step size.
 */
export function stepper(
  optimizer: Problem['optimizer'],
  learningRate: number,
): (point: Point, gradient: Point) => Point {
  if (optimizer === 'sgd') return ([x, y], [u, v]) => [x - learningRate * u, y - learningRate * v];
  const moments = [0, 0];
  const squares = [0, 0];
  let [power, squarePower] = [1, 1];
  const change = (gradient: number, axis: 0 | 1): number => {
    const moment = (moments[axis] = decay * (moments[axis] ?? 0) + (1 - decay) * gradient);
    const square = (squares[axis] = squareDecay * (squares[axis] ?? 0) + (1 - squareDecay) * gradient ** 2);
    return (learningRate * moment) / (1 - power) / (Math.sqrt(square / (1 - squarePower)) + epsilon);
  };
  return ([x, y], [u, v]) => {
    power *= decay;
    squarePower *= squareDecay;
    return [x - change(u, 0), y - change(v, 1)];
  };
}
