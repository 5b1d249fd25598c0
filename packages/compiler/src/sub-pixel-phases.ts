/** One spatial axis of a convolution, or of a transposed convolution. */
export interface ConvolutionAxis {
  /** Length of the input along the axis. */
  readonly input: number;
  /** Length of the output. */
  readonly output: number;
  /** Length of the kernel. */
  readonly kernel: number;
  /** Stride. */
  readonly stride: number;
  /** Dilation. */
  readonly dilation: number;
  /** Padding before the first element. */
  readonly padding: number;
}

/**
 * The outputs at equal distances along an axis that read the input through the same kernel positions: output number q reads, through
 * its kernel position number i, the input at `input + q · inputStride + i · inputStep`.
 *
 * An ordinary convolution has one phase. A transposed convolution of stride s is s ordinary convolutions of stride 1, whose outputs
 * are interleaved: its sub-pixel phases.
 */
export interface Phase {
  /** Number of outputs. */
  readonly outputs: number;
  /** The first output. */
  readonly output: number;
  /** From one output to the next. */
  readonly outputStride: number;
  /** How many kernel positions they read through. */
  readonly positions: number;
  /** The first kernel position. */
  readonly position: number;
  /** From one kernel position to the next. */
  readonly positionStep: number;
  /** What the first output reads through the first kernel position; below 0 in the padding. */
  readonly input: number;
  /** From the input of one output to that of the next. */
  readonly inputStride: number;
  /** From the input of one kernel position to that of the next. */
  readonly inputStep: number;
}

/**
 * The phases of a convolution along an axis.
 *
 * A transposed convolution adds x[i] · w[p] to y[i · stride + p · dilation − padding]. So y[o] reads exactly the positions p for which
 * o + padding − p · dilation is a multiple of the stride: for outputs o, o + stride, o + 2 · stride, … these are the same.
 *
 * With a kernel of 3, a stride of 2 and a padding of 1:
 *
 *     y[0] = w[1] x[0]              y[2] = w[1] x[1]              (phase 0: position 1)
 *     y[1] = w[0] x[1] + w[2] x[0]  y[3] = w[0] x[2] + w[2] x[1]  (phase 1: positions 0 and 2)
 *
 * @param axis - The axis.
 * @param isTransposed - Whether the convolution is transposed.
 * @returns One phase, or of a transposed convolution one for each of the first `stride` outputs; one that no position reaches has
 *   `positions` 0.
 */
export function phasesOf(axis: ConvolutionAxis, isTransposed: boolean): readonly Phase[] {
  const { output: length, kernel, stride, dilation, padding } = axis;
  if (!isTransposed) {
    return [
      {
        outputs: length,
        output: 0,
        outputStride: 1,
        positions: kernel,
        position: 0,
        positionStep: 1,
        input: -padding,
        inputStride: stride,
        inputStep: dilation,
      },
    ];
  }
  const positionStep = stride / greatestCommonDivisor(stride, dilation);
  return Array.from({ length: Math.min(stride, length) }, (_, output): Phase => {
    const candidates = Array.from({ length: Math.min(positionStep, kernel) }, (__, position) => position);
    const position = candidates.find((candidate) => (output + padding - candidate * dilation) % stride === 0);
    return {
      outputs: Math.ceil((length - output) / stride),
      output,
      outputStride: stride,
      positions: position === undefined ? 0 : Math.ceil((kernel - position) / positionStep),
      position: position ?? 0,
      positionStep,
      input: position === undefined ? 0 : (output + padding - position * dilation) / stride,
      inputStride: 1,
      inputStep: (-positionStep * dilation) / stride,
    };
  });
}

/**
 * The largest integer that divides two others.
 *
 * @param a - An integer.
 * @param b - Another.
 */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
}
