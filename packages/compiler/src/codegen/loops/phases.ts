/** One axis along which a window moves over pictures. */
export interface WindowAxis {
  /** Length of the pictures. */
  readonly input: number;
  /** Length of what comes of them. */
  readonly output: number;
  /** Length of the window. */
  readonly taps: number;
  /** Steps from one place of the window to the next. */
  readonly stride: number;
  /** Distance between neighbours within the window. */
  readonly dilation: number;
  /** Padding before. */
  readonly before: number;
}

/**
 * Results at equal distances along an axis that look at a picture through the same places of the window: result number q looks
 * through its place number m at `place + q · stride + m · dilation`.
 */
export interface Phase {
  /** How many results. */
  readonly results: number;
  /** The first of them. */
  readonly first: number;
  /** From one of them to the next. */
  readonly step: number;
  /** Places of the window that they look through. */
  readonly taps: number;
  /** The first of these. */
  readonly tap: number;
  /** From one of these to the next. */
  readonly tapStep: number;
  /** Where the first result looks through the first of these: before the picture when below 0. */
  readonly place: number;
  /** From the place that one result looks at to that of the next. */
  readonly stride: number;
  /** From the place that is seen through one place of the window to that through the next. */
  readonly dilation: number;
}

/**
 * The results of a convolution along an axis, by the places of the window that they look through: all are alike but for a transposed
 * convolution that has a stride.
 *
 * @param axis - The axis.
 * @param isTransposed - Whether the convolution is transposed.
 */
export function phasesOf(axis: WindowAxis, isTransposed: boolean): readonly Phase[] {
  const { output, taps, stride, dilation, before } = axis;
  if (!isTransposed) {
    return [{ results: output, first: 0, step: 1, taps, tap: 0, tapStep: 1, place: -before, stride, dilation }];
  }
  // Number k of the picture goes through place t of the window to result k · stride + t · dilation − before.
  const tapStep = stride / greatestDivisor(stride, dilation);
  return Array.from({ length: Math.min(stride, output) }, (_, first): Phase => {
    const candidates = Array.from({ length: Math.min(tapStep, taps) }, (_, tap) => tap);
    const tap = candidates.find((candidate) => (first + before - candidate * dilation) % stride === 0);
    return {
      ...{ results: Math.ceil((output - first) / stride), first, step: stride },
      ...{ taps: tap === undefined ? 0 : Math.ceil((taps - tap) / tapStep), tap: tap ?? 0, tapStep },
      place: tap === undefined ? 0 : (first + before - tap * dilation) / stride,
      ...{ stride: 1, dilation: (-tapStep * dilation) / stride },
    };
  });
}

/**
 * The first and the last place that results look at, and the first of the picture.
 *
 * @param phases - The results.
 */
export function reachOf(phases: readonly Phase[]): { first: number; last: number } {
  const seen = phases.filter(({ taps }) => taps > 0);
  const across = seen.map(({ taps, dilation }) => (taps - 1) * dilation);
  return {
    first: Math.min(0, ...seen.map(({ place }, index) => place + Math.min(0, across[index] ?? 0))),
    last: Math.max(
      0,
      ...seen.map(
        ({ place, results, stride }, index) => place + (results - 1) * stride + Math.max(0, across[index] ?? 0),
      ),
    ),
  };
}

/**
 * The largest whole number that divides two others.
 *
 * @param a - A number.
 * @param b - Another.
 */
export function greatestDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestDivisor(b, a % b);
}
