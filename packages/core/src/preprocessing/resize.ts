/** The size of an image. */
export interface Size {
  /** Rows of pixels. */
  readonly height: number;
  /** Pixels in a row. */
  readonly width: number;
}

/**
 * An image in another size, by bilinear interpolation that is widened where it shrinks, so that no pixel is left out: what `Image.resize` with
 * `BILINEAR` of Pillow gives for single-precision images, and PyTorch's `interpolate` with `antialias=True`.
 *
 *     y_i = Σ_j w_ij x_j / Σ_j w_ij        w_ij = max(0, 1 − |j + ½ − (i + ½) s| / max(s, 1))        s = old size / new size
 *
 * First along rows, then along columns.
 *
 * @param values - The values, row by row, the channels of a pixel one after the other.
 * @param from - Its size.
 * @param to - The size that is wanted.
 * @param channels - Values of a pixel.
 */
export function resize(values: Float32Array, from: Size, to: Size, channels: number): Float32Array {
  const wide = alongRows(values, { rows: from.height, from: from.width, to: to.width, stride: channels });
  return alongRows(wide, { rows: 1, from: from.height, to: to.height, stride: to.width * channels });
}

interface Lines {
  /** How many lines are resized. */
  readonly rows: number;
  /** Places of a line. */
  readonly from: number;
  /** Places that it is to have. */
  readonly to: number;
  /** Values of a place. */
  readonly stride: number;
}

function alongRows(values: Float32Array, { rows, from, to, stride }: Lines): Float32Array {
  if (from === to) return values;
  const resized = new Float32Array(rows * to * stride);
  const places = Array.from({ length: to }, (_, index) => weightsOf(index, from, from / to));
  for (let row = 0; row < rows; row += 1) {
    for (const [index, { first, weights }] of places.entries()) {
      for (let value = 0; value < stride; value += 1) {
        let sum = 0;
        for (let at = 0; at < weights.length; at += 1) {
          sum += (weights[at] ?? 0) * (values[(row * from + first + at) * stride + value] ?? 0);
        }
        resized[(row * to + index) * stride + value] = sum;
      }
    }
  }
  return resized;
}

function weightsOf(
  index: number,
  length: number,
  scale: number,
): { readonly first: number; readonly weights: Float64Array } {
  const [centre, reach] = [(index + 0.5) * scale, Math.max(scale, 1)];
  const first = Math.max(Math.floor(centre - reach + 0.5), 0);
  const end = Math.min(Math.floor(centre + reach + 0.5), length);
  const weights = Float64Array.from({ length: end - first }, (_, at) =>
    Math.max(0, 1 - Math.abs((first + at + 0.5 - centre) / reach)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { first, weights: weights.map((weight) => weight / total) };
}
