import { describe, expect, it } from 'vitest';

import { type ConvolutionAxis, phasesOf } from '../src/sub-pixel-phases.ts';

/** A transposed convolution of 4 elements along an axis. */
const transposed = (axis: Pick<ConvolutionAxis, 'kernel' | 'stride' | 'padding'>): ConvolutionAxis => {
  const output = 3 * axis.stride + axis.kernel - 2 * axis.padding;
  return { input: 4, output, dilation: 1, ...axis };
};

/** For each phase the kernel positions and the input that its first output reads through each. */
function reads(axis: ConvolutionAxis): readonly (readonly (readonly [position: number, input: number])[])[] {
  return phasesOf(axis, true).map(({ positions, position, positionStep, input, inputStep }) =>
    Array.from(
      { length: positions },
      (_, index) => [position + index * positionStep, input + index * inputStep] as const,
    ),
  );
}

describe('phasesOf', () => {
  it('is one phase, the mirrored kernel, of a transposed convolution of stride 1', () => {
    // y[q] = w₀ x[q] + w₁ x[q − 1] + w₂ x[q − 2], of which the first element is cut off: y[q] = w₀ x[q + 1] + w₁ x[q] + w₂ x[q − 1]
    expect(reads(transposed({ kernel: 3, stride: 1, padding: 1 }))).toEqual([
      [
        [0, 1],
        [1, 0],
        [2, -1],
      ],
    ]);
  });

  it('has the even kernel positions in one phase of stride 2 and the odd ones in the other', () => {
    // Three weights at every second element, the first one cut off: y₀ = w₁ x₀, y₁ = w₀ x₁ + w₂ x₀, y₂ = w₁ x₁, …
    const axis = transposed({ kernel: 3, stride: 2, padding: 1 });
    expect(reads(axis)).toEqual([
      [[1, 0]],
      [
        [0, 1],
        [2, 0],
      ],
    ]);
    expect(phasesOf(axis, true).map(({ outputStride, inputStride }) => [outputStride, inputStride])).toEqual([
      [2, 1],
      [2, 1],
    ]);
  });

  it('has no kernel positions for outputs that no weight reaches', () => {
    expect(reads(transposed({ kernel: 1, stride: 2, padding: 0 }))).toEqual([[[0, 0]], []]);
  });

  it('reads the dilated kernel at the stride of an ordinary convolution', () => {
    // y[q] = w₀ x[2q − 1] + w₁ x[2q + 2]
    const axis = { input: 9, output: 4, kernel: 2, stride: 2, dilation: 3, padding: 1 };
    expect(phasesOf(axis, false)).toMatchObject([
      { outputs: 4, output: 0, positions: 2, position: 0, input: -1, inputStride: 2, inputStep: 3 },
    ]);
  });
});
